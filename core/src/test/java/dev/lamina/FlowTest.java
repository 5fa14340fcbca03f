package dev.lamina;

import static dev.lamina.Tf.feed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lamina.error.CancelledException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.op.state.AssignAdd.AssignAddVariableOp;
import dev.lamina.op.state.AssignVariableOp;
import dev.lamina.op.state.ReadVariableOp;
import dev.lamina.op.state.VarHandleOp;
import dev.lamina.session.Feed;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.GradientCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Branches, loops and functions that lambdas build, and their gradients. */
class FlowTest {
    private final Tf tf = Tf.create();
    private final Output x = tf.placeholder(DType.FLOAT32, Shape.of(3), "x");
    private final Output w = tf.placeholder(DType.FLOAT32, Shape.of(3, 3), "w");
    private final Feed[] feeds = {
        feed(x, new float[] {0.5f, -1, 2}),
        feed(w, new float[][] {{0.1f, 0.2f, 0.3f}, {0.4f, 0.5f, 0.6f}, {-0.7f, 0.8f, 0.9f}})
    };

    private Tensor run(Operand fetch, Feed... more) {
        try (var session = tf.session()) {
            return session.run(fetch, more.length == 0 ? feeds : more);
        }
    }

    /** First and second gradients against differences. */
    private void hasGradients(Output y, Output... xs) {
        Output square = tf.square(y);
        List<Output> first = tf.gradients(List.of(square), List.of(xs));
        try (var session = tf.session()) {
            var check = GradientCheck.of(session, List.of(square), List.of(xs), 3, feeds);
            assertThat(check.passes()).as("first: %s", check).isTrue();
            var second = GradientCheck.of(session, first, List.of(xs), 3, feeds);
            assertThat(second.passes()).as("second: %s", second).isTrue();
        }
    }

    @Test
    void onlyTheBranchThatIsTakenRuns() {
        Output v = VarHandleOp.of(tf.scope(), DType.FLOAT32, Shape.scalar());
        var assigned = AssignVariableOp.of(tf.scope(), v, tf.constant(1f));
        Output pred = tf.placeholder(DType.BOOL, Shape.scalar(), "pred");
        Output y = tf.cond(
                pred,
                t -> {
                    AssignAddVariableOp.of(t.scope(), v, t.constant(10f));
                    return t.negative(x);
                },
                t -> x);
        Output read = ReadVariableOp.of(tf.after(y).scope(), v);
        try (var session = tf.session()) {
            session.run(assigned);
            Feed value = feed(x, new float[] {1, 2, 3});
            assertThat(session.run(y, feed(pred, false), value)).isEqualTo(Tensor.of(new float[] {1, 2, 3}));
            assertThat(session.run(ReadVariableOp.of(tf.scope(), v)).floatValue())
                    .isEqualTo(1);
            assertThat(session.run(y, feed(pred, true), value)).isEqualTo(Tensor.of(new float[] {-1, -2, -3}));
            assertThat(session.run(read, feed(pred, true), value).floatValue()).isEqualTo(21);
        }
    }

    @Test
    void branchesHaveGradients() {
        Output less = tf.less(tf.reduceSum(x), tf.constant(2f));
        Output y = tf.cond(
                less, t -> t.multiply(t.exp(x), t.matmul(t.reshape(x, 1, 3), w)), t -> t.reshape(t.square(x), 1, 3));
        hasGradients(y, x, w);
        Output other = tf.cond(tf.logicalNot(less), t -> t.multiply(t.exp(x), x), t -> t.tanh(t.multiply(t.sin(x), x)));
        hasGradients(other, x);
    }

    @Test
    void branchesWithinBranches() {
        Output y = tf.cond(
                tf.constant(true),
                t -> t.cond(t.less(t.reduceSum(x), t.constant(0f)), u -> u.negative(x), u -> u.multiply(x, u.exp(x))),
                t -> t.constant(new float[3]));
        hasGradients(y, x);
    }

    @Test
    void loopsHaveGradients() {
        Output y = tf.whileLoop(
                        (t, v) -> t.less(v.get(0), t.constant(4)),
                        (t, v) -> List.of(
                                t.add(v.get(0), t.constant(1)),
                                t.tanh(t.add(t.matmul(v.get(1), w), t.reshape(x, 1, 3)))),
                        List.of(tf.constant(0), tf.zeros(1, 3)))
                .get(1);
        assertThat(y.shape()).isEqualTo(Shape.of(1, 3));
        hasGradients(y, x, w);
    }

    @Test
    void loopsWithinLoopsAndBranches() {
        Output y = tf.whileLoop(
                        (t, v) -> t.less(v.get(0), t.constant(3)),
                        (t, v) -> List.of(
                                t.add(v.get(0), t.constant(1)),
                                t.cond(
                                        t.equal(v.get(0), t.constant(1)),
                                        u -> u.whileLoop(
                                                        (s, z) -> s.less(z.get(0), s.constant(2)),
                                                        (s, z) -> List.of(
                                                                s.add(z.get(0), s.constant(1)),
                                                                s.add(z.get(1), s.sin(z.get(1)))),
                                                        List.of(u.constant(0), v.get(1)))
                                                .get(1),
                                        u -> u.multiply(v.get(1), x))),
                        List.of(tf.constant(0), x))
                .get(1);
        hasGradients(y, x);
    }

    @Test
    void aLoopEndsAtItsMaximumOfIterations() {
        Function<Integer, Output> powers = most -> tf.whileLoop(
                        (t, v) -> t.constant(true),
                        (t, v) -> List.of(t.multiply(v.getFirst(), t.constant(2f))),
                        List.of(tf.constant(1f)),
                        most)
                .getFirst();
        assertThat(run(powers.apply(5)).floatValue()).isEqualTo(32);
        assertThat(run(powers.apply(0)).floatValue()).isEqualTo(1);
    }

    @Test
    void aLoopThatDoesNotEndCanBeInterrupted() throws InterruptedException {
        Output y = tf.whileLoop(
                        (t, v) -> t.constant(true),
                        (t, v) -> List.of(t.add(v.getFirst(), t.constant(1))),
                        List.of(tf.constant(0)))
                .getFirst();
        List<Throwable> thrown = new ArrayList<>();
        try (var session = tf.session()) {
            Thread thread = Thread.ofPlatform().unstarted(() -> session.run(y));
            thread.setUncaughtExceptionHandler((_, e) -> thrown.add(e));
            thread.start();
            do {
                thread.interrupt();
            } while (!thread.join(Duration.ofMillis(10)));
        }
        assertThat(thrown).singleElement().isInstanceOf(CancelledException.class);
        assertThat(thrown.getFirst()).hasMessageContaining("While").hasMessageContaining("the loop was interrupted");
    }

    @Test
    void shapesMayChangeInALoop() {
        Output y = tf.whileLoop(
                        (t, v) -> t.less(t.size(v.getFirst()), t.constant(20)),
                        (t, v) -> List.of(t.concat(List.of(v.getFirst(), v.getFirst()), 0)),
                        List.of(x))
                .getFirst();
        assertThat(y.shape()).isEqualTo(Shape.of(-1));
        assertThat(run(y).shape()).isEqualTo(Shape.of(24));
    }

    @Test
    void sequences() {
        Output doubled = tf.mapFn((t, row) -> t.multiply(row, x), w);
        assertThat(doubled.shape().isCompatibleWith(Shape.of(3, 3))).isTrue();
        Output sum = tf.foldl((t, sofar, row) -> t.add(sofar, t.square(row)), w, tf.zeros(3));
        Output sums = tf.scan((t, sofar, row) -> t.add(sofar, row), x, tf.constant(1f));
        assertThat(run(sums)).isEqualTo(Tensor.of(new float[] {1.5f, 0.5f, 2.5f}));
        assertThat(run(tf.mapFn((t, row) -> t.reduceSum(row), w)).shape()).isEqualTo(Shape.of(3));
        hasGradients(doubled, x, w);
        hasGradients(sum, w);
        hasGradients(sums, x);
    }

    @Test
    void functionsAreBuiltOnceForEachChoiceOfTypesAndShapes() {
        int[] built = {0};
        GraphCall square = tf.function("square", (t, inputs) -> {
            built[0]++;
            return List.of(t.multiply(inputs.getFirst(), t.add(inputs.getFirst(), x)));
        });
        Output one = square.call(tf, x).getFirst();
        Output two = square.call(tf, one).getFirst();
        Output three = square.call(tf, tf.constant(2f)).getFirst();
        assertThat(built[0]).isEqualTo(2);
        assertThat(tf.graph().functions().all()).hasSize(2);
        assertThat(run(one)).isEqualTo(Tensor.of(new float[] {0.5f, 2, 8}));
        assertThat(run(three)).isEqualTo(Tensor.of(new float[] {5, 2, 8}));
        hasGradients(two, x);
        Output within =
                tf.cond(tf.constant(true), t -> square.call(t, t.add(x, x)).getFirst(), t -> x);
        assertThat(run(within)).isEqualTo(Tensor.of(new float[] {1.5f, 6, 24}));
    }

    @Test
    void aFunctionRunsWhereItIsCalled() {
        Output v = VarHandleOp.of(tf.scope(), DType.FLOAT32, Shape.scalar());
        var assigned = AssignVariableOp.of(tf.scope(), v, tf.constant(1f));
        GraphCall add = tf.function("add", (t, inputs) -> {
            var added = AssignAddVariableOp.of(t.scope(), v, t.constant(10f));
            return List.of(ReadVariableOp.of(t.after(added).scope(), v));
        });
        Output pred = tf.placeholder(DType.BOOL, Shape.scalar(), "pred");
        Output y = tf.cond(pred, t -> add.call(t).getFirst(), t -> t.constant(0f));
        try (var session = tf.session()) {
            session.run(assigned);
            assertThat(session.run(y, feed(pred, false)).floatValue()).isEqualTo(0);
            assertThat(session.run(y, feed(pred, true)).floatValue()).isEqualTo(11);
            assertThat(session.run(y, feed(pred, false)).floatValue()).isEqualTo(0);
            assertThat(session.run(ReadVariableOp.of(tf.scope(), v)).floatValue())
                    .isEqualTo(11);
        }
    }

    @Test
    void whatAFunctionRunsAfterRunsBeforeItsCall() {
        Output v = VarHandleOp.of(tf.scope(), DType.FLOAT32, Shape.scalar());
        var assigned = AssignVariableOp.of(tf.scope(), v, tf.constant(1f));
        GraphCall read = tf.function(
                "read",
                (t, inputs) -> List.of(ReadVariableOp.of(t.after(assigned).scope(), v)));
        Output later = read.call(tf).getFirst();
        var second = AssignAddVariableOp.of(tf.after(later).scope(), v, tf.constant(1f));
        Output last = read.call(tf.after(second)).getFirst();
        try (var session = tf.session()) {
            assertThat(session.run(later).floatValue()).isEqualTo(1);
            assertThat(session.run(last).floatValue()).isEqualTo(2);
        }
    }

    /** The shapes of handles are all alike; what they are handles of may not be. */
    @Test
    void aFunctionIsTracedForEachVariableWhoseHandleItIsGiven() {
        Output one = VarHandleOp.of(tf.scope(), DType.FLOAT32, Shape.of(2));
        Output other = VarHandleOp.of(tf.scope(), DType.FLOAT32, Shape.of(3, 4));
        GraphCall read = tf.function("read", (t, inputs) -> List.of(ReadVariableOp.of(t.scope(), inputs.getFirst())));
        assertThat(read.call(tf, one).getFirst().shape()).isEqualTo(Shape.of(2));
        assertThat(read.call(tf, other).getFirst().shape()).isEqualTo(Shape.of(3, 4));
        assertThat(tf.graph().functions().all()).hasSize(2);
    }

    @Test
    void gradientsByAConstantCountItsUsesInBodies() {
        Output c = tf.constant(2f);
        Output y = tf.cond(tf.constant(true), t -> t.multiply(t.multiply(c, c), c), t -> c);
        Output looped = tf.whileLoop(
                        (t, v) -> t.less(v.get(0), t.constant(3)),
                        (t, v) -> List.of(t.add(v.get(0), t.constant(1)), t.multiply(v.get(1), c)),
                        List.of(tf.constant(0), tf.constant(1f)))
                .get(1);
        assertThat(run(tf.gradients(y, c).getFirst()).floatValue()).isEqualTo(12);
        assertThat(run(tf.gradients(looped, c).getFirst()).floatValue()).isEqualTo(12);
    }

    /** One output that a branch is given twice is two parameters of its gradient. */
    @Test
    void resultsThatAreAddedUpHaveSecondGradients() {
        List<Output> both = tf.condAll(
                tf.less(tf.reduceSum(x), tf.constant(2f)),
                t -> List.of(t.multiply(t.exp(x), x), t.sin(x)),
                t -> List.of(t.tanh(x), t.square(x)));
        hasGradients(tf.add(both.get(0), both.get(1)), x);
    }

    @Test
    void aFunctionIsNotCalledAsAnOperation() {
        refused(
                () -> tf.function("MatMul", (t, inputs) -> inputs).call(tf, x),
                "Cannot add function 'MatMul' because an op with the same name already exists.");
    }

    @Test
    void errorsSayWhatDiffers() {
        refused(
                () -> tf.cond(tf.constant(true), t -> x, t -> t.constant(1)),
                "tf.cond: branch 0 and branch 1 have to give the same types, but result 0 is float32[3] in the first and"
                        + " int32[] in the other");
        refused(
                () -> tf.condAll(tf.constant(true), t -> List.of(x), t -> List.of(x, x)),
                "have to give the same number of tensors, but give 1 and 2");
        refused(() -> tf.cond(x, t -> x, t -> x), "the predicate has to be a single bool");
        refused(() -> tf.switchCase(tf.constant(0), List.of()), "there are no branches");
        refused(() -> tf.case_(List.of(), List.of(), t -> x), "0 predicates for 0 branches");
        refused(
                () -> tf.whileLoop((t, v) -> t.constant(true), (t, v) -> List.of(), List.of(x)),
                "the body is given 1 values and has to give as many for the next iteration, but gives 0");
        refused(
                () -> tf.whileLoop((t, v) -> t.constant(true), (t, v) -> List.of(t.constant(1)), List.of(x)),
                "value 0 begins as float32, but the body gives int32 for the next iteration");
        refused(
                () -> tf.whileLoop((t, v) -> v.getFirst(), (t, v) -> v, List.of(x)),
                "the condition has to give a single bool");
        refused(() -> tf.mapFn((t, row) -> row, tf.constant(1f)), "has no rows");
        refused(
                () -> tf.cond(tf.constant(true), t -> t.variable(t.zeros(2), "v"), t -> x),
                "variable 'v:0' is made within a branch, a loop or a function");
    }

    private static void refused(ThrowingCallable building, String message) {
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(building)
                .withMessageContaining(message)
                .withMessageContaining("FlowTest.java:");
    }
}
