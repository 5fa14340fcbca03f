package dev.lamina;

import static dev.lamina.Tf.feed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.session.Feed;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.GradientCheck;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Arrays of tensors as users have them: each operation, in loops and branches, with gradients. */
class TensorArrayTest {
    private final Tf tf = Tf.create();
    private final Output x = tf.placeholder(DType.FLOAT32, Shape.of(3), "x");
    private final Feed fed = feed(x, new float[] {0.5f, -1, 2});
    private final TensorArray array = tf.tensorArray(DType.FLOAT32, tf.constant(2), Shape.of(3));

    private Tensor run(Operand fetch) {
        try (var session = tf.session()) {
            return session.run(fetch, fed);
        }
    }

    @Test
    void whatIsWrittenIsReadAndTheArrayBeforeIsAsItWas() {
        TensorArray written = array.write(tf.constant(1), x);
        assertThat(run(written.read(tf.constant(1)))).isEqualTo(Tensor.of(new float[] {0.5f, -1, 2}));
        assertThat(run(written.read(tf.constant(0)))).isEqualTo(Tensor.of(new float[3]));
        assertThat(run(array.read(tf.constant(1)))).isEqualTo(Tensor.of(new float[3]));
        assertThat(written.dtype()).isEqualTo(DType.FLOAT32);
        assertThat(written.read(tf.constant(1)).shape()).isEqualTo(Shape.of(3));
    }

    @Test
    void elementsAreStackedGatheredAndJoined() {
        TensorArray both = array.write(tf.constant(0), x).write(tf.constant(1), tf.negative(x));
        assertThat(run(both.stack())).isEqualTo(Tensor.of(new float[][] {{0.5f, -1, 2}, {-0.5f, 1, -2}}));
        assertThat(run(both.gather(tf.constant(new int[] {1, 0, 1})))).isEqualTo(Tensor.of(new float[][] {
            {-0.5f, 1, -2}, {0.5f, -1, 2}, {-0.5f, 1, -2}
        }));
        assertThat(run(both.concat())).isEqualTo(Tensor.of(new float[] {0.5f, -1, 2, -0.5f, 1, -2}));
        assertThat(run(both.size())).isEqualTo(Tensor.of(2));
    }

    @Test
    void tensorsAreTakenApart() {
        Output rows = tf.constant(new float[][] {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}});
        assertThat(run(array.unstack(rows).read(tf.constant(2)))).isEqualTo(Tensor.of(new float[] {7, 8, 9}));
        TensorArray scattered =
                array.scatter(tf.constant(new int[] {1, 0}), tf.constant(new float[][] {{1, 2, 3}, {4, 5, 6}}));
        assertThat(run(scattered.read(tf.constant(0)))).isEqualTo(Tensor.of(new float[] {4, 5, 6}));
        TensorArray pieces =
                tf.tensorArray(DType.FLOAT32, tf.constant(0), Shape.of(-1)).split(x, tf.constant(new long[] {1, 2}));
        assertThat(run(pieces.read(tf.constant(1)))).isEqualTo(Tensor.of(new float[] {-1, 2}));
        assertThat(run(pieces.concat())).isEqualTo(Tensor.of(new float[] {0.5f, -1, 2}));
    }

    @Test
    void onlyADynamicOneGrows() {
        assertThat(run(array.dynamic().write(tf.constant(4), x).size())).isEqualTo(Tensor.of(5));
        assertThatExceptionOfType(InvalidArgumentException.class)
                .isThrownBy(() -> run(array.write(tf.constant(4), x).size()))
                .withMessageContaining("TensorListSetItem");
    }

    @Test
    void aLoopWritesAndItsGradientReads() {
        TensorArray powers = tf.tensorArray(DType.FLOAT32, tf.constant(4), Shape.of(3));
        List<Output> ends = tf.whileLoop(
                (t, v) -> t.less(v.get(0), t.constant(4)),
                (t, v) -> List.of(
                        t.add(v.get(0), t.constant(1)),
                        t.multiply(v.get(1), x),
                        powers.in(t, v.get(2)).write(v.get(0), v.get(1))),
                List.of(tf.constant(0), x, powers));
        Output all = powers.in(tf, ends.get(2)).stack();
        assertThat(run(all).shape()).isEqualTo(Shape.of(4, 3));
        assertThat(run(tf.reduceSum(all, 0))).isEqualTo(Tensor.of(new float[] {0.9375f, 0, 30}));
        try (var session = tf.session()) {
            var check = GradientCheck.of(session, List.of(all), List.of(x), 3, fed);
            assertThat(check.passes()).as("%s", check).isTrue();
        }
    }

    @Test
    void aBranchGivesOne() {
        TensorArray chosen = array.in(
                tf,
                tf.cond(
                        tf.less(tf.reduceSum(x), tf.constant(2f)),
                        t -> array.in(t, array).write(t.constant(0), t.exp(x)),
                        t -> array));
        Output y = tf.reduceSum(chosen.stack(), 0);
        try (var session = tf.session()) {
            var check = GradientCheck.of(session, List.of(y), List.of(x), 3, fed);
            assertThat(check.passes()).as("%s", check).isTrue();
        }
    }
}
