package dev.lamina.op.norm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.Tf;
import dev.lamina.gradient.Gradients;
import dev.lamina.graph.Output;
import dev.lamina.kernel.simd.Simd;
import dev.lamina.session.Feed;
import dev.lamina.session.Results;
import dev.lamina.session.Session;
import dev.lamina.session.Threads;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.GradientCheck;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FusedBatchNormTest {
    private final Tf tf = Tf.create();
    private final int threads = Threads.count();

    @AfterEach
    void restore() {
        Simd.setEnabled(true);
        Threads.set(threads);
    }

    private static Tensor random(long seed, long... dims) {
        Random random = new Random(seed);
        float[] values = new float[Shape.of(dims).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensor.wrap(values, dims);
    }

    private static List<Tensor> all(Session session, List<Output> outputs, Feed feed) {
        Results results = session.run(outputs, feed);
        return outputs.stream().map(results::get).toList();
    }

    private Output placeholder(Tensor value, String name) {
        return tf.placeholder(DType.FLOAT32, value.shape(), name);
    }

    /** The gradients of the result, and theirs, against finite differences. */
    @ParameterizedTest
    @CsvSource({"NHWC, true", "NHWC, false", "NCHW, true", "NCHW, false", "NDHWC, true", "NCDHW, true"})
    void bothGradientsAreRight(String format, boolean isTraining) {
        long[] dims = new long[format.length()];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = format.charAt(i) == 'C' ? 3 : 2;
        }
        Tensor image = random(1, dims);
        Output x = placeholder(image, "x");
        Output scale = placeholder(random(2, 3), "scale");
        Output offset = placeholder(random(3, 3), "offset");
        Output mean = tf.constant(isTraining ? new float[0] : new float[] {0.5f, -1, 2});
        Output variance = tf.constant(isTraining ? new float[0] : new float[] {0.5f, 1, 2});
        Output y = FusedBatchNormV3.of(tf.scope(), x, scale, offset, mean, variance, 0.1f, format, isTraining)
                .getFirst();
        Output g = placeholder(random(4, dims), "g");
        List<Output> slopes = Gradients.of(tf.scope(), List.of(y), List.of(x, scale, offset), List.of(g));
        Feed[] feeds = {
            Feed.of(x, image), Feed.of(scale, random(2, 3)), Feed.of(offset, random(3, 3)), Feed.of(g, random(4, dims))
        };
        try (Session session = tf.session()) {
            GradientCheck first = GradientCheck.of(session, List.of(y), List.of(x, scale, offset), 5, feeds);
            assertThat(first.passes()).as("%s", first).isTrue();
            GradientCheck second = GradientCheck.of(session, slopes, List.of(x, scale, g), 6, feeds);
            assertThat(second.passes()).as("%s", second).isTrue();
        }
    }

    /** More rows than a block of sums has, and than a thread takes, and a number of channels that fills no vector. */
    @Test
    @Tag("simd")
    void manyRowsGiveTheSameBitsHoweverTheyAreShared() {
        Tensor image = random(1, 3, 41, 37, 13);
        Output x = placeholder(image, "x");
        Output scale = tf.constant(random(2, 13));
        Output offset = tf.constant(random(3, 13));
        Output none = tf.constant(new float[0]);
        List<Output> results = FusedBatchNormV3.of(tf.scope(), x, scale, offset, none, none, 0.1f, "NHWC", true);
        Output slope = Gradients.of(tf.scope(), List.of(results.getFirst()), List.of(x), List.of(x))
                .getFirst();
        try (Session session = tf.session()) {
            Threads.set(1);
            Simd.setEnabled(false);
            List<Tensor> plain = all(session, List.of(results.get(0), results.get(3), slope), Feed.of(x, image));
            Threads.set(3);
            Simd.setEnabled(true);
            assertThat(all(session, List.of(results.get(0), results.get(3), slope), Feed.of(x, image)))
                    .isEqualTo(plain);
            double sum = 0;
            float[] values = image.floats();
            for (int row = 0; row < values.length / 13; row++) {
                sum += values[row * 13 + 12];
            }
            assertThat((double) plain.get(1).floats()[12]).isCloseTo(sum * 13 / values.length, within(1e-7));
        }
    }
}
