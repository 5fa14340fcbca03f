package dev.lamina.layer.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Mask;
import dev.lamina.layer.Phase;
import dev.lamina.op.Padding;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class PoolingTest {
    private static final Tensor STEPS = Tensor.wrap(new float[] {1, 10, 4, 20, 3, 60, 2, 30}, 1, 4, 2);
    private static final Tensor IMAGE = Tensor.wrap(new float[] {1, 9, 2, 8, 3, 7, 4, 6, 5}, 1, 3, 3, 1);
    private static final Tensor VOLUME = Tensor.wrap(new float[] {1, 9, 3, 4, 5, 6, 7, 5}, 1, 2, 2, 2, 1);

    private final Tf tf = Tf.create();

    private Tensor run(Layer layer, Tensor value) {
        long[] dims = value.shape().dims();
        dims[0] = -1;
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(dims), "x");
        Output y = tf.layers.apply(layer, x, Phase.INFERENCE);
        try (Session session = tf.session()) {
            Tensor result = session.run(y, Tf.feed(x, value));
            assertThat(y.shape()).isEqualTo(result.shape().with(0, -1));
            return result;
        }
    }

    private static Tensor floats(long[] dims, float... values) {
        return Tensor.wrap(values, dims);
    }

    @Test
    void steps() {
        assertThat(run(new MaxPooling1D(2), STEPS)).isEqualTo(floats(new long[] {1, 2, 2}, 4, 20, 3, 60));
        assertThat(run(new MaxPooling1D(3).strides(1), STEPS)).isEqualTo(floats(new long[] {1, 2, 2}, 4, 60, 4, 60));
        assertThat(run(new AveragePooling1D(2), STEPS)).isEqualTo(floats(new long[] {1, 2, 2}, 2.5f, 15, 2.5f, 45));
        assertThat(run(new AveragePooling1D(3).padding(Padding.SAME), STEPS))
                .isEqualTo(floats(new long[] {1, 2, 2}, 2.5f, 15, 2.5f, 45));
        assertThat(run(new GlobalMaxPooling1D(), STEPS)).isEqualTo(floats(new long[] {1, 2}, 4, 60));
        assertThat(run(new GlobalAveragePooling1D(), STEPS)).isEqualTo(floats(new long[] {1, 2}, 2.5f, 30));
    }

    @Test
    void theMeanIsOfTheStepsThatCount() {
        Output x = tf.constant(new float[][][] {{{1, 10}, {4, 20}, {3, 60}}, {{1, 2}, {3, 4}, {5, 6}}});
        Mask.give(x, tf.constant(new boolean[][] {{true, false, true}, {false, false, false}}));
        Output mean = tf.layers.apply(new GlobalAveragePooling1D(), x, Phase.INFERENCE);
        Output kept = tf.layers.apply(new GlobalAveragePooling1D().keepDims(true), x, Phase.INFERENCE);
        try (Session session = tf.session()) {
            assertThat(session.run(mean)).isEqualTo(floats(new long[] {2, 2}, 2, 35, 0, 0));
            assertThat(session.run(kept)).isEqualTo(floats(new long[] {2, 1, 2}, 2, 35, 0, 0));
        }
    }

    @Test
    void images() {
        assertThat(run(new MaxPooling2D(2).strides(1), IMAGE)).isEqualTo(floats(new long[] {1, 2, 2, 1}, 9, 9, 8, 7));
        assertThat(run(new MaxPooling2D(1, 3), IMAGE)).isEqualTo(floats(new long[] {1, 3, 1, 1}, 9, 8, 6));
        assertThat(run(new MaxPooling2D(2).padding(Padding.SAME), IMAGE))
                .isEqualTo(floats(new long[] {1, 2, 2, 1}, 9, 7, 6, 5));
        assertThat(run(new AveragePooling2D(3, 1).strides(1, 2), IMAGE))
                .isEqualTo(floats(new long[] {1, 1, 2, 1}, 13 / 3f, 14 / 3f));
        assertThat(run(new GlobalMaxPooling2D().keepDims(true), IMAGE)).isEqualTo(floats(new long[] {1, 1, 1, 1}, 9));
        assertThat(run(new GlobalAveragePooling2D(), IMAGE)).isEqualTo(floats(new long[] {1, 1}, 5));
    }

    @Test
    void volumes() {
        assertThat(run(new MaxPooling3D(2), VOLUME)).isEqualTo(floats(new long[] {1, 1, 1, 1, 1}, 9));
        assertThat(run(new MaxPooling3D(2, 1, 1), VOLUME)).isEqualTo(floats(new long[] {1, 1, 2, 2, 1}, 5, 9, 7, 5));
        assertThat(run(new AveragePooling3D(1, 2, 2), VOLUME))
                .isEqualTo(floats(new long[] {1, 2, 1, 1, 1}, 4.25f, 5.75f));
        assertThat(run(new GlobalMaxPooling3D(), VOLUME)).isEqualTo(floats(new long[] {1, 1}, 9));
        assertThat(run(new GlobalAveragePooling3D(), VOLUME)).isEqualTo(floats(new long[] {1, 1}, 5));
    }

    @Test
    void scopesAreNamedAsKerasNamesThem() {
        assertThat(List.<Layer>of(
                                new MaxPooling1D(2),
                                new AveragePooling2D(2),
                                new GlobalMaxPooling3D(),
                                new GlobalAveragePooling2D())
                        .stream()
                        .map(Layer::name))
                .containsExactly(
                        "max_pooling1d", "average_pooling2d", "global_max_pooling3d", "global_average_pooling2d");
        assertThat(new MaxPooling2D(2).named("pool").name()).isEqualTo("pool");
    }

    @Test
    void whatIsNoWindowIsRefused() {
        assertThatThrownBy(() -> new MaxPooling2D(0))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("max_pooling2d needs windows of 2 numbers from 1 on, got [0, 0]");
        assertThatThrownBy(() -> new AveragePooling3D(1, 2))
                .hasMessageContaining("average_pooling3d needs windows of 3 numbers from 1 on, got [1, 2]");
        assertThatThrownBy(() -> new MaxPooling1D(2).strides(-1)).hasMessageContaining("strides of 1 number from 1 on");
        assertThatThrownBy(() -> run(new MaxPooling2D(2), STEPS))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("max_pooling2d needs inputs of 4 axes");
        assertThatThrownBy(() -> run(new GlobalMaxPooling1D(), IMAGE)).hasMessageContaining("needs inputs of 3 axes");
    }
}
