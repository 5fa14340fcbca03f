package dev.lamina.layer.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Phase;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpaceLayersTest {
    private static final Tensor STEPS = floats(new long[] {1, 3, 1}, 1, 2, 3);
    private static final Tensor IMAGE = floats(new long[] {1, 2, 2, 1}, 1, 2, 3, 4);
    private static final Tensor VOLUME = floats(new long[] {1, 1, 2, 1, 2}, 1, 2, 3, 4);

    private final Tf tf = Tf.create();

    private static Tensor floats(long[] dims, float... values) {
        return Tensor.wrap(values, dims);
    }

    /** With all known but the examples, and with nothing known but the channels. */
    private Tensor run(Layer layer, Tensor value) {
        Shape known = value.shape().with(0, -1);
        Shape open = Shape.unknown(known.rank()).with(-1, known.dim(-1));
        Output x = tf.placeholder(DType.FLOAT32, known, "x");
        Output z = tf.placeholder(DType.FLOAT32, open, "z");
        Output y = tf.layers.apply(layer, x, Phase.INFERENCE);
        Output w = tf.layers.apply(layer, z, Phase.INFERENCE);
        try (Session session = tf.session()) {
            Tensor result = session.run(y, Tf.feed(x, value));
            assertThat(y.shape()).isEqualTo(result.shape().with(0, -1));
            assertThat(session.run(w, Tf.feed(z, value))).isEqualTo(result);
            return result;
        }
    }

    @Test
    void paddingPutsZerosAround() {
        assertThat(run(new ZeroPadding1D(1), STEPS)).isEqualTo(floats(new long[] {1, 5, 1}, 0, 1, 2, 3, 0));
        assertThat(run(new ZeroPadding1D(0, 2), STEPS)).isEqualTo(floats(new long[] {1, 5, 1}, 1, 2, 3, 0, 0));
        assertThat(run(new ZeroPadding2D(0, 1), IMAGE))
                .isEqualTo(floats(new long[] {1, 2, 4, 1}, 0, 1, 2, 0, 0, 3, 4, 0));
        assertThat(run(new ZeroPadding2D(1, 0, 0, 1), IMAGE))
                .isEqualTo(floats(new long[] {1, 3, 3, 1}, 0, 0, 0, 1, 2, 0, 3, 4, 0));
        assertThat(run(new ZeroPadding3D(1, 0, 0, 0, 0, 0), VOLUME))
                .isEqualTo(floats(new long[] {1, 2, 2, 1, 2}, 0, 0, 0, 0, 1, 2, 3, 4));
    }

    @Test
    void croppingLeavesTheBorderOut() {
        assertThat(run(new Cropping1D(1), STEPS)).isEqualTo(floats(new long[] {1, 1, 1}, 2));
        assertThat(run(new Cropping1D(0, 2), STEPS)).isEqualTo(floats(new long[] {1, 1, 1}, 1));
        assertThat(run(new Cropping2D(1, 0, 0, 1), IMAGE)).isEqualTo(floats(new long[] {1, 1, 1, 1}, 3));
        assertThat(run(new Cropping3D(0, 0, 0, 1, 0, 0), VOLUME)).isEqualTo(floats(new long[] {1, 1, 1, 1, 2}, 1, 2));
    }

    @Test
    void upSamplingRepeats() {
        assertThat(run(new UpSampling1D(2), STEPS)).isEqualTo(floats(new long[] {1, 6, 1}, 1, 1, 2, 2, 3, 3));
        assertThat(run(new UpSampling2D(2), IMAGE))
                .isEqualTo(floats(new long[] {1, 4, 4, 1}, 1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4));
        assertThat(run(new UpSampling2D(1, 3), IMAGE))
                .isEqualTo(floats(new long[] {1, 2, 6, 1}, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4));
        assertThat(run(new UpSampling3D(2, 1, 1), VOLUME))
                .isEqualTo(floats(new long[] {1, 2, 2, 1, 2}, 1, 2, 3, 4, 1, 2, 3, 4));
    }

    @Test
    void dropoutOfSpaceTakesWholeChannels() {
        tf.graph().setSeed(1);
        for (Layer layer :
                List.<Layer>of(new SpatialDropout1D(0.5f), new SpatialDropout2D(0.5f), new SpatialDropout3D(0.5f))) {
            int axes = layer.name().charAt(layer.name().length() - 2) - '0';
            long[] dims = new long[axes + 2];
            Arrays.fill(dims, 2);
            dims[0] = 50;
            dims[axes + 1] = 20;
            Output x = tf.ones(dims);
            assertThat(tf.layers.apply(layer, x, Phase.INFERENCE)).isEqualTo(x);
            Output y = tf.layers.apply(layer, x, Phase.TRAINING);
            try (Session session = tf.session()) {
                float[] values = session.run(y).floats();
                int places = 1 << axes;
                int kept = 0;
                for (int i = 0; i < values.length; i++) {
                    assertThat(values[i]).isIn(0f, 2f);
                    assertThat(values[i]).isEqualTo(values[i / (places * 20) * places * 20 + i % 20]);
                    kept += values[i] > 0 ? 1 : 0;
                }
                assertThat(kept / (double) values.length).isBetween(0.42, 0.58);
            }
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThat(new UpSampling2D(2).name()).isEqualTo("up_sampling2d");
        assertThatThrownBy(() -> new ZeroPadding2D(-1))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("zero_padding2d needs for padding 4 numbers from 0 on, got [-1, -1, -1, -1]");
        assertThatThrownBy(() -> new Cropping3D(1, 2)).hasMessageContaining("cropping3d needs for cropping 6 numbers");
        assertThatThrownBy(() -> new UpSampling1D(0)).hasMessageContaining("from 1 on, got [0]");
        assertThatThrownBy(() -> new SpatialDropout2D(1)).hasMessageContaining("from 0 to below 1, got 1.0");
        assertThatThrownBy(() -> run(new ZeroPadding2D(1), STEPS)).hasMessageContaining("needs inputs of 4 axes");
    }
}
