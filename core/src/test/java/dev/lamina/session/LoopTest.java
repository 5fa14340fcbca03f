package dev.lamina.session;

import static dev.lamina.Tf.feed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.ConcatV2;
import dev.lamina.op.flow.CheckNumerics;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Identity;
import dev.lamina.op.flow.While;
import dev.lamina.op.linalg.MatMul;
import dev.lamina.op.logic.Less;
import dev.lamina.op.math.Tanh;
import dev.lamina.op.state.AssignAdd.AssignAddVariableOp;
import dev.lamina.op.state.AssignVariableOp;
import dev.lamina.op.state.VarHandleOp;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A function runs on its own results, as long as another says so. */
class LoopTest {
    private final Tf tf = Tf.create();
    private final FunctionMaker maker = new FunctionMaker(tf.graph());
    private final Output i = tf.placeholder(DType.INT32, Shape.scalar(), "i");
    private final Output n = tf.placeholder(DType.INT32, Shape.scalar(), "n");

    /** A loop over i, n and more, as long as i is below n; the body gives the next of what is more. */
    private List<Output> loop(String name, List<Output> more, FunctionMaker.Body body) {
        List<Output> all = new ArrayList<>(List.of(i, n));
        all.addAll(more);
        FunctionReference cond = maker.function(
                name + "_cond", all, (scope, given, _) -> List.of(Less.of(scope, given.get(0), given.get(1))));
        FunctionReference step = maker.function(name + "_body", all, (scope, given, effects) -> {
            List<Output> next = new ArrayList<>();
            next.add(Add.of(scope, given.get(0), Const.of(scope, 1)));
            next.add(given.get(1));
            next.addAll(body.build(scope, given.subList(2, given.size()), effects));
            return next;
        });
        return While.of(tf.scope().named(name), cond, step, all);
    }

    private Feed[] times(int rounds, Feed... more) {
        List<Feed> feeds = new ArrayList<>(List.of(feed(i, 0), feed(n, rounds)));
        feeds.addAll(List.of(more));
        return feeds.toArray(Feed[]::new);
    }

    @Test
    void countsAndSums() {
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(2), "x");
        List<Output> loop = loop(
                "sum", List.of(x), (scope, given, _) -> List.of(Add.of(scope, given.getFirst(), given.getFirst())));
        Output after = tf.add(loop.get(2), tf.constant(1f));
        try (Session session = tf.session()) {
            float[] input = {1, 3};
            for (int rounds : new int[] {3, 0, 10, 1, 3}) {
                Results results = session.run(List.of(loop.get(0), loop.get(2), after), times(rounds, feed(x, input)));
                assertThat(results.get(0).ints()[0]).isEqualTo(rounds);
                assertThat(results.get(1).floats()).containsExactly(1 << rounds, 3 << rounds);
                assertThat(results.get(2).floats()).containsExactly((1 << rounds) + 1, (3 << rounds) + 1);
            }
            assertThat(input).containsExactly(1, 3);
            assertThat(session.explain(List.of(after), times(3, feed(x, input))))
                    .contains("While 'sum'")
                    .contains("Condition:")
                    .contains("Less 'sum/sum_cond/Less'")
                    .contains("Body:")
                    .contains("'sum/sum_body/Add_1'");
        }
    }

    @Test
    void valuesChangePlacesAndComeTwice() {
        Output a = tf.placeholder(DType.FLOAT32, Shape.of(1), "a");
        List<Output> loop = loop("fibonacci", List.of(a, a, a, a), (scope, given, _) -> {
            Output sum = Add.of(scope, given.get(0), given.get(1));
            return List.of(given.get(1), sum, sum, Const.of(scope, new float[] {7}));
        });
        try (Session session = tf.session()) {
            for (int repeat = 0; repeat < 2; repeat++) {
                Results results = session.run(loop.subList(2, 6), times(8, feed(a, new float[] {1})));
                assertThat(results.get(0).floats()).containsExactly(34);
                assertThat(results.get(1).floats()).containsExactly(55);
                assertThat(results.get(2).floats()).containsExactly(55);
                assertThat(results.get(3).floats()).containsExactly(7);
                Results none = session.run(loop.subList(2, 6), times(0, feed(a, new float[] {1})));
                assertThat(none.get(3).floats()).containsExactly(1);
            }
        }
    }

    @Test
    void shapesMayGrow() {
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1), "x");
        List<Output> loop = loop(
                "grow",
                List.of(x),
                (scope, given, _) -> List.of(ConcatV2.of(
                        scope, List.of(given.getFirst(), Const.of(scope, new float[] {9})), Const.of(scope, 0))));
        Output after = tf.negative(loop.get(2));
        try (Session session = tf.session()) {
            for (int rounds : new int[] {2, 0, 70, 3}) {
                Tensor grown = session.run(after, times(rounds, feed(x, new float[] {4})));
                assertThat(grown.shape()).isEqualTo(Shape.of(rounds + 1));
                assertThat(grown.floats()[0]).isEqualTo(-4);
                assertThat(grown.floats()[rounds]).isEqualTo(rounds == 0 ? -4 : -9);
            }
        }
    }

    @Test
    void effectsHappenInEachRound() {
        Output v = VarHandleOp.of(tf.scope().named("v"), DType.INT32, Shape.scalar());
        List<Output> loop = loop("effect", List.of(v), (scope, given, effects) -> {
            effects.add(AssignAddVariableOp.of(scope, given.getFirst(), Const.of(scope, 10)));
            return List.of(given.getFirst());
        });
        Node init = AssignVariableOp.of(tf.scope(), v, tf.constant(1));
        try (Session session = tf.session()) {
            session.run(init);
            session.run(loop.getFirst(), times(5));
            assertThat(Objects.requireNonNull(session.variables().get("v")).ints()[0])
                    .isEqualTo(51);
            session.run(loop.getFirst().node(), times(2));
            assertThat(Objects.requireNonNull(session.variables().get("v")).ints()[0])
                    .isEqualTo(71);
        }
    }

    @Test
    void aLoopWithinALoop() {
        FunctionReference[] inner = new FunctionReference[2];
        List<Output> two = List.of(i, n);
        inner[0] = maker.function(
                "inner_cond", two, (scope, given, _) -> List.of(Less.of(scope, given.get(0), given.get(1))));
        inner[1] = maker.function(
                "inner_body",
                two,
                (scope, given, _) -> List.of(Add.of(scope, given.get(0), Const.of(scope, 1)), given.get(1)));
        List<Output> loop = loop("outer", List.of(i), (scope, given, _) -> {
            Output zero = Const.of(scope, 0);
            Output four = Const.of(scope, 4);
            Output counted = While.of(scope.named("inner"), inner[0], inner[1], List.of(zero, four))
                    .getFirst();
            return List.of(Add.of(scope, given.getFirst(), counted));
        });
        try (Session session = tf.session()) {
            assertThat(session.run(loop.get(2), times(6)).ints()[0]).isEqualTo(24);
        }
    }

    @Test
    void anErrorNamesTheNodeWithinTheBody() {
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(1), "x");
        List<Output> loop = loop(
                "grow",
                List.of(x),
                (scope, given, _) -> List.of(CheckNumerics.of(
                        scope.named("check"), Mul.of(scope, given.getFirst(), given.getFirst()), "too large")));
        try (Session session = tf.session()) {
            assertThat(session.run(loop.get(2), times(3, feed(x, new float[] {2})))
                            .floats())
                    .containsExactly(256);
            assertThatThrownBy(() -> session.run(loop.get(2), times(30, feed(x, new float[] {2}))))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("too large")
                    .hasMessageContaining("node 'grow/grow_body/check'")
                    .hasMessageContaining("node 'grow' (While), made at LoopTest.java:");
            assertThat(session.run(loop.get(2), times(3, feed(x, new float[] {2})))
                            .floats())
                    .containsExactly(256);
        }
    }

    @Test
    void givesTheBitsOfTheSameStepsUnrolled() {
        Random random = new Random(5);
        float[][] weights = new float[12][12];
        for (float[] row : weights) {
            for (int k = 0; k < row.length; k++) {
                row[k] = (float) random.nextGaussian() / 3;
            }
        }
        Output w = tf.placeholder(DType.FLOAT32, Shape.of(12, 12), "w");
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(3, 12), "x");
        List<Output> loop = loop(
                "rnn",
                List.of(x, w),
                (scope, given, _) -> List.of(
                        Tanh.of(scope, MatMul.of(scope, given.get(0), given.get(1))),
                        Identity.of(scope, given.get(1))));
        Output unrolled = x;
        for (int step = 0; step < 20; step++) {
            unrolled = tf.tanh(tf.matmul(unrolled, w));
        }
        try (Session session = tf.session()) {
            Feed[] feeds = times(20, feed(w, weights), feed(x, new float[][] {weights[0], weights[1], weights[2]}));
            Tensor looped = session.run(loop.get(2), feeds);
            assertThat(looped).isEqualTo(session.run(unrolled, feeds[2], feeds[3]));
            assertThat(session.run(loop.get(2), feeds)).isEqualTo(looped);
        }
    }

    @Test
    void aRoundAllocatesNothing() {
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(100), "x");
        List<Output> loop = loop(
                "halves",
                List.of(x, x),
                (scope, given, _) -> List.of(Mul.of(scope, given.get(0), Const.of(scope, 0.5f)), given.get(0)));
        var bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Session session = tf.session()) {
            Tensor input = Tensor.zeros(DType.FLOAT32, Shape.of(100));
            Feed[] few = times(2, feed(x, input));
            Feed[] many = times(2000, feed(x, input));
            long least = Long.MAX_VALUE;
            for (int repeat = 0; repeat < 50; repeat++) {
                long before = bean.getCurrentThreadAllocatedBytes();
                session.run(loop.get(2), few);
                long between = bean.getCurrentThreadAllocatedBytes();
                session.run(loop.get(2), many);
                least = Math.min(least, bean.getCurrentThreadAllocatedBytes() - between - (between - before));
            }
            assertThat(least).as("bytes of 1,998 rounds").isLessThan(1000);
        }
    }
}
