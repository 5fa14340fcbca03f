package dev.lamina.op.pool;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pooling of images of odd sizes against the plainest loops. */
class PoolingKernelsTest {
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

    @Tag("simd")
    @ParameterizedTest
    @CsvSource({
        "2, 2, VALID, 6",
        "2, 2, SAME, 35",
        "3, 2, SAME, 8",
        "3, 1, VALID, 33",
        "1, 3, VALID, 70",
        "5, 2, SAME, 1",
        "40, 3, SAME, 3"
    })
    void windowsAreTheirGreatestAndTheirMean(int size, int stride, String padding, int channels) {
        Tensor image = random(1, 5, 37, 29, channels);
        Output x = tf.placeholder(DType.FLOAT32, image.shape(), "x");
        List<Long> ksize = List.of(1L, (long) size, (long) size, 1L);
        List<Long> strides = List.of(1L, (long) stride, (long) stride, 1L);
        Output max = MaxPool.of(tf.scope(), x, ksize, strides, padding, "NHWC");
        Output mean = AvgPool.of(tf.scope(), x, ksize, strides, padding, "NHWC");
        Output first = tf.transpose(
                MaxPool.of(
                        tf.scope(),
                        tf.transpose(x, 0, 3, 1, 2),
                        List.of(1L, 1L, (long) size, (long) size),
                        List.of(1L, 1L, (long) stride, (long) stride),
                        padding,
                        "NCHW"),
                0,
                2,
                3,
                1);
        Tensor gradient = random(2, max.shape().dims());
        Output g = tf.constant(gradient);
        Output byMax =
                Gradients.of(tf.scope(), List.of(max), List.of(x), List.of(g)).getFirst();
        Output byMean =
                Gradients.of(tf.scope(), List.of(mean), List.of(x), List.of(g)).getFirst();
        List<Output> all = List.of(max, mean, first, byMax, byMean);
        Naive naive = new Naive(image, gradient, size, stride, padding.equals("SAME"));
        try (Session session = tf.session()) {
            Threads.set(1);
            Simd.setEnabled(false);
            List<Tensor> plain = all(session, all, Feed.of(x, image));
            assertThat(plain.get(0).floats()).isEqualTo(naive.max);
            assertClose(plain.get(1), naive.mean);
            assertThat(plain.get(2)).isEqualTo(plain.get(0));
            assertClose(plain.get(3), naive.byMax);
            assertClose(plain.get(4), naive.byMean);
            Threads.set(3);
            Simd.setEnabled(true);
            assertThat(all(session, all, Feed.of(x, image))).isEqualTo(plain);
        }
    }

    private static void assertClose(Tensor actual, double[] expected) {
        assertThat(actual.size()).isEqualTo(expected.length);
        float[] values = actual.floats();
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            worst = Math.max(worst, Math.abs(values[i] - expected[i]));
        }
        assertThat(worst).isLessThan(1e-4);
    }

    /** The plainest loops. */
    private static final class Naive {
        final float[] max;
        final double[] mean;
        final double[] byMax;
        final double[] byMean;

        Naive(Tensor image, Tensor gradient, int size, int stride, boolean isSame) {
            int[] in = dims(image);
            int[] out = dims(gradient);
            float[] x = image.floats();
            float[] g = gradient.floats();
            max = new float[g.length];
            mean = new double[g.length];
            byMax = new double[x.length];
            byMean = new double[x.length];
            int top = isSame ? Math.max(0, (out[1] - 1) * stride + size - in[1]) / 2 : 0;
            int left = isSame ? Math.max(0, (out[2] - 1) * stride + size - in[2]) / 2 : 0;
            for (int o = 0; o < g.length; o++) {
                int channel = o % out[3];
                int column = o / out[3] % out[2];
                int row = o / out[3] / out[2] % out[1];
                int batch = o / out[3] / out[2] / out[1];
                int best = -1;
                int count = 0;
                double sum = 0;
                for (int pass = 0; pass < 2; pass++) {
                    for (int r = row * stride - top; r < row * stride - top + size; r++) {
                        for (int k = column * stride - left; k < column * stride - left + size; k++) {
                            if (r < 0 || r >= in[1] || k < 0 || k >= in[2]) {
                                continue;
                            }
                            int i = ((batch * in[1] + r) * in[2] + k) * in[3] + channel;
                            if (pass == 0) {
                                best = best < 0 || x[i] > x[best] ? i : best;
                                sum += x[i];
                                count++;
                            } else {
                                byMean[i] += g[o] / (double) count;
                            }
                        }
                    }
                }
                max[o] = x[best];
                mean[o] = sum / count;
                byMax[best] += g[o];
            }
        }

        private static int[] dims(Tensor tensor) {
            int[] dims = new int[4];
            for (int i = 0; i < 4; i++) {
                dims[i] = (int) tensor.shape().dim(i);
            }
            return dims;
        }
    }
}
