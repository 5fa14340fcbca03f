package dev.lamina.session;

import static dev.lamina.Tf.feed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.error.UnimplementedException;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.FloorMod;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.ConcatV2;
import dev.lamina.op.control.Enter;
import dev.lamina.op.control.Enter.RefEnter;
import dev.lamina.op.control.Exit;
import dev.lamina.op.control.LoopCond;
import dev.lamina.op.control.LoopMaker;
import dev.lamina.op.control.Merge;
import dev.lamina.op.control.Switch;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Identity;
import dev.lamina.op.logic.Equal;
import dev.lamina.op.logic.Less;
import dev.lamina.op.math.Neg;
import dev.lamina.op.state.Assign;
import dev.lamina.op.state.AssignAdd;
import dev.lamina.op.state.VariableV2;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Loops in TensorFlow 1's form: in the graph itself. */
class IterationTest {
    private final Tf tf = Tf.create();
    private final Scope scope = tf.scope();
    private final Output n = tf.placeholder(DType.INT32, Shape.scalar(), "n");

    private List<Output> loop(String name, Output limit, List<Output> first, LoopMaker.Body body) {
        return new LoopMaker(scope).loop(name, limit, first, body);
    }

    @Test
    void countsAndSums() {
        List<Output> ends = loop(
                "while",
                n,
                List.of(Const.of(scope, 0), Const.of(scope, 1f)),
                (inner, i, values) ->
                        List.of(Add.of(inner, values.get(0), i), Mul.of(inner, values.get(1), Const.of(inner, 2f))));

        try (Session session = tf.session()) {
            for (int rounds : new int[] {5, 0, 1, 5}) {
                Results results = session.run(ends, feed(n, rounds));
                assertThat(results.get(0).ints()[0]).isEqualTo(rounds);
                assertThat(results.get(1).ints()[0]).isEqualTo(rounds * (rounds - 1) / 2);
                assertThat(results.get(2).floatValue()).isEqualTo((float) Math.pow(2, rounds));
            }
        }
    }

    @Test
    void valuesMayChangePlaces() {
        List<Output> ends = loop(
                "while",
                n,
                List.of(Const.of(scope, new int[] {1, 2}), Const.of(scope, new int[] {3, 4})),
                (inner, i, values) -> List.of(values.get(1), values.get(0)));

        try (Session session = tf.session()) {
            assertThat(session.run(ends.get(1), feed(n, 3))).isEqualTo(Tensor.of(new int[] {3, 4}));
            assertThat(session.run(ends.get(2), feed(n, 3))).isEqualTo(Tensor.of(new int[] {1, 2}));
            assertThat(session.run(ends.get(2), feed(n, 4))).isEqualTo(Tensor.of(new int[] {3, 4}));
        }
    }

    @Test
    void shapesMayGrow() {
        List<Output> ends = loop(
                "while",
                n,
                List.of(Const.of(scope, new int[] {7})),
                (inner, i, values) ->
                        List.of(ConcatV2.of(inner, List.of(values.getFirst(), values.getFirst()), Const.of(inner, 0))));

        try (Session session = tf.session()) {
            assertThat(session.run(ends.get(1), feed(n, 3)).shape()).isEqualTo(Shape.of(8));
            assertThat(session.run(ends.get(1), feed(n, 0)).shape()).isEqualTo(Shape.of(1));
        }
    }

    @Test
    void aLoopLiesWithinAnother() {
        List<Output> ends = loop(
                "outer",
                n,
                List.of(Const.of(scope, 0)),
                (inner, i, values) -> List.of(Add.of(
                        inner,
                        values.getFirst(),
                        loop(
                                        "inner",
                                        i,
                                        List.of(Const.of(inner, 0)),
                                        (inmost, j, more) ->
                                                List.of(Add.of(inmost, more.getFirst(), Const.of(inmost, 10))))
                                .get(1))));

        try (Session session = tf.session()) {
            assertThat(session.run(ends.get(1), feed(n, 4)).ints()[0]).isEqualTo(10 * (0 + 1 + 2 + 3));
            assertThat(session.run(ends.get(1), feed(n, 1)).ints()[0]).isZero();
        }
    }

    @Test
    void aConditionLiesWithinALoop() {
        List<Output> ends = loop("while", n, List.of(Const.of(scope, 0)), (inner, i, values) -> {
            Output even = Equal.of(inner, FloorMod.of(inner, i, Const.of(inner, 2)), Const.of(inner, 0));
            List<Output> sides = Switch.of(scope, values.getFirst(), even);
            List<Output> numbers = Switch.of(scope, i, even);
            return List.of(Merge.of(
                    scope,
                    List.of(
                            Add.of(scope, sides.get(0), Neg.of(scope, numbers.get(0))),
                            Add.of(scope, sides.get(1), numbers.get(1)))));
        });

        try (Session session = tf.session()) {
            assertThat(session.run(ends.get(1), feed(n, 6)).ints()[0]).isEqualTo(0 - 1 + 2 - 3 + 4 - 5);
        }
    }

    @Test
    void aLoopLiesWithinACondition() {
        Output p = tf.placeholder(DType.BOOL, Shape.scalar(), "p");
        List<Output> sides = Switch.of(scope, n, p);
        List<Output> ends = loop(
                "while",
                sides.get(1),
                List.of(Switch.of(scope, Const.of(scope, 5), p).get(1)),
                (inner, i, values) -> List.of(Add.of(inner, values.getFirst(), values.getFirst())));
        Output y = Merge.of(scope, List.of(sides.get(0), ends.get(1)));

        try (Session session = tf.session()) {
            assertThat(session.run(y, feed(n, 3), feed(p, true)).ints()[0]).isEqualTo(40);
            assertThat(session.run(y, feed(n, 3), feed(p, false)).ints()[0]).isEqualTo(3);
            assertThatThrownBy(() -> session.run(ends.get(1), feed(n, 3), feed(p, false)))
                    .hasMessageContaining("does not have value");
        }
    }

    @Test
    void aVariableIsChangedInEachIteration() {
        Output v = VariableV2.of(scope.named("v"), DType.INT32, Shape.scalar());
        Node init = Assign.of(scope, v, Const.of(scope, 100));
        Output ref = RefEnter.of(scope, v, "while");
        List<Output> ends = loop("while", n, List.of(Const.of(scope, 0)), (inner, i, values) -> {
            Output added = AssignAdd.of(inner, ref, i).output(0);
            return List.of(Add.of(inner, values.getFirst(), added));
        });
        Output read = Identity.of(scope, v);

        try (Session session = tf.session()) {
            session.run(init);
            assertThat(session.run(ends.get(1), feed(n, 3)).ints()[0]).isEqualTo(100 + 101 + 103);
            assertThat(session.run(read).ints()[0]).isEqualTo(103);
            session.run(ends.get(0), feed(n, 3));
            assertThat(session.run(read).ints()[0])
                    .as("only what is fetched runs, not all of the loop")
                    .isEqualTo(103);
        }
    }

    @Test
    void whatWasReadBeforeALoopStaysWhatItWas() {
        Output v = VariableV2.of(scope.named("v"), DType.INT32, Shape.scalar());
        Node init = Assign.of(scope, v, Const.of(scope, 100));
        Output before = Enter.constant(scope, Identity.of(scope, v), "while");
        Output ref = RefEnter.of(scope, v, "while");
        List<Output> ends = loop("while", n, List.of(Const.of(scope, 0)), (inner, i, values) -> {
            Output added = AssignAdd.of(inner, ref, Const.of(inner, 1)).output(0);
            return List.of(Add.of(inner.after(List.of(added.node())), values.getFirst(), before));
        });

        try (Session session = tf.session()) {
            session.run(init);
            assertThat(session.run(ends.get(1), feed(n, 3)).ints()[0]).isEqualTo(300);
            assertThat(session.run(ends.get(1), feed(n, 2)).ints()[0]).isEqualTo(206);
        }
    }

    @Test
    void aLoopThatDoesNotEndCanBeInterrupted() throws InterruptedException {
        Output merged = Merge.open(scope, Enter.of(scope, Const.of(scope, 0), "while"));
        List<Output> sides =
                Switch.of(scope, merged, LoopCond.of(scope, Less.of(scope, merged, Enter.constant(scope, n, "while"))));
        Merge.close(scope, merged, Identity.of(scope, sides.get(1)));
        Output end = Exit.of(scope, sides.get(0));
        List<Throwable> thrown = new ArrayList<>();

        try (Session session = tf.session()) {
            Thread thread = Thread.ofPlatform().start(() -> {
                try {
                    session.run(end, feed(n, 1));
                } catch (Throwable e) {
                    thrown.add(e);
                }
            });
            do {
                thread.interrupt();
            } while (!thread.join(Duration.ofMillis(10)));
        }

        assertThat(thrown).singleElement().asString().contains("the loop 'while' was interrupted");
    }

    @Test
    void whatIsComputedOnceInALoopCanBeFetched() {
        List<Output> ends = loop(
                "while",
                n,
                List.of(Const.of(scope, 1)),
                (inner, i, values) -> List.of(Add.of(inner.named("twice"), values.getFirst(), values.getFirst())));
        Output last = ends.get(1).node().input(0);
        Output first = last.node().input(0).node().input(0);
        Output twice = tf.graph().output("twice");

        try (Session session = tf.session()) {
            assertThat(session.run(last, feed(n, 3)).ints()[0]).isEqualTo(8);
            assertThat(session.run(first, feed(n, 3)).ints()[0]).isEqualTo(1);
            assertThat(session.run(twice, feed(n, 1)).ints()[0]).isEqualTo(2);
            assertThatThrownBy(() -> session.run(twice, feed(n, 2)))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("has already been set")
                    .hasMessageContaining("'twice:0' has been marked as not fetchable");
            assertThatThrownBy(() -> session.run(twice, feed(n, 0))).hasMessageContaining("does not have value");
        }
    }

    @Test
    void whatIsInDifferentLoopsCannotGoTogether() {
        Output y = Exit.of(
                scope, Add.of(scope.named("sum"), Enter.of(scope, n, "one"), Enter.of(scope.named("b"), n, "other")));

        assertThatThrownBy(() -> tf.session().run(y, feed(n, 1)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("The node 'sum' has inputs from different frames. The input 'Enter' is in frame"
                        + " 'one'. The input 'b' is in frame 'other'.");
    }

    @Test
    void onlyWhatIsOfTheNextIterationMayComeBack() {
        Output merged = Merge.open(scope, Enter.of(scope, n, "while"));

        assertThatThrownBy(() -> tf.graph().addBackEdge(merged.node(), 1, Neg.of(scope, merged)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("is not of the next iteration");
        assertThatThrownBy(() -> Merge.close(scope, merged, Const.of(scope, 1f)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("int32 is needed here");
    }

    @Test
    void loopsTooDeepWithinLoopsAreRefused() {
        Output inner = n;
        for (int i = 0; i <= 100; i++) {
            inner = Enter.of(scope, inner, "while" + i);
        }
        Output deepest = inner;
        try (Session session = tf.session()) {
            assertThatThrownBy(() -> session.run(deepest, feed(n, 3)))
                    .isInstanceOf(ResourceExhaustedException.class)
                    .hasMessageContaining("enters a loop within more than 100 loops");
        }
    }

    @Test
    void aLoopThatIsClosedAfterARunIsOneInTheNext() {
        Output merged = Merge.open(scope, Enter.of(scope, n, "while"));
        Output ten = Enter.constant(scope, Const.of(scope, 10), "while");
        List<Output> sides = Switch.of(scope, merged, LoopCond.of(scope, Less.of(scope, merged, ten)));
        Output end = Exit.of(scope, merged);

        try (Session session = tf.session()) {
            assertThat(session.run(end, feed(n, 3))).isEqualTo(Tensor.of(3));
            Merge.close(scope, merged, Add.of(scope, sides.get(1), sides.get(1)));
            assertThat(session.run(Exit.of(scope, sides.getFirst()), feed(n, 3)))
                    .isEqualTo(Tensor.of(12));
            assertThat(session.run(end, feed(n, 30))).isEqualTo(Tensor.of(30));
            assertThat(session.run(end, feed(n, 3))).isEqualTo(Tensor.of(12));
        }
    }

    @Test
    void whatComesFromTheIterationBeforeHasNoGradient() {
        List<Output> ends = loop(
                "while",
                n,
                List.of(Const.of(scope, 1f)),
                (inner, i, values) -> List.of(Mul.of(inner.named("next"), values.getFirst(), values.getFirst())));
        Output last = ends.get(1).node().input(0);

        assertThatThrownBy(() -> tf.gradients(last, tf.graph().output("next")))
                .isInstanceOf(UnimplementedException.class)
                .hasMessageContaining("is not differentiable: it is of a loop");
    }
}
