package dev.lamina.kernel.convolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.kernel.simd.Simd;
import dev.lamina.kernel.thread.Parallel;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("simd")
class DepthwiseKernelsTest {
    private static final int THREADS = Parallel.threads();

    @AfterEach
    void restore() {
        Parallel.setThreads(THREADS);
        Simd.setEnabled(true);
    }

    static Stream<ConvolutionShape> shapes() {
        return IntStream.range(0, 40).mapToObj(DepthwiseKernelsTest::random);
    }

    private static ConvolutionShape random(int seed) {
        Random random = new Random(seed);
        PatchAxis z = random.nextInt(4) > 0 ? PatchAxis.NONE : axis(random);
        int channels = 1 + random.nextInt(90);
        int each = 1 + random.nextInt(4) / 3;
        return new ConvolutionShape(
                1 + random.nextInt(3), z, axis(random), axis(random), channels, channels * each, channels);
    }

    private static PatchAxis axis(Random random) {
        int input = 1 + random.nextInt(9);
        int taps = 1 + random.nextInt(4);
        int stride = 1 + random.nextInt(5) / 2;
        int dilation = 1 + random.nextInt(4) / 3;
        int before = random.nextInt(5);
        int reach = (taps - 1) * dilation + 1;
        int output = Math.max(0, input + before + random.nextInt(3) - reach) / stride + 1;
        return new PatchAxis(input, taps, output, stride, dilation, -before);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void joinTermsInTheOrderOfTheDefinition(ConvolutionShape shape) {
        float[] x = floats(shape.pixels() * shape.channels(), 1);
        float[] w = floats(shape.depth() * shape.filters(), 2);
        float[] dy = floats(shape.patches() * shape.filters(), 3);
        NaiveConvolution naive = new NaiveConvolution(shape);
        float[] expectedY = naive.result(x, w);
        float[] expectedX = naive.inputGradient(w, dy);
        float[] expectedW = naive.filterGradient(x, dy);
        for (int way = 0; way < 6; way++) {
            Simd.setEnabled(way % 2 == 0);
            Parallel.setThreads(1 + way / 2);
            DepthwiseFloat kernel = new DepthwiseFloat(shape);
            float[] y = floats(dy.length, 4);
            kernel.run(x, w, y);
            assertThat(y).as("result, way %d", way).isEqualTo(expectedY);
            float[] dx = floats(x.length, 4);
            kernel.inputGradient(w, dy, dx);
            assertThat(dx).as("by the images, way %d", way).isEqualTo(expectedX);
            float[] dw = floats(w.length, 4);
            kernel.filterGradient(x, dy, dw);
            assertThat(dw).as("by the filters, way %d", way).isEqualTo(expectedW);
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void joinTermsInTheOrderOfTheDefinitionInDoubles(ConvolutionShape shape) {
        double[] x = new Random(1)
                .doubles((long) shape.pixels() * shape.channels(), -1, 1)
                .toArray();
        double[] w = new Random(2)
                .doubles((long) shape.depth() * shape.filters(), -1, 1)
                .toArray();
        double[] dy = new Random(3)
                .doubles((long) shape.patches() * shape.filters(), -1, 1)
                .toArray();
        NaiveConvolution naive = new NaiveConvolution(shape);
        DepthwiseDouble kernel = new DepthwiseDouble(shape);
        double[] y = new double[dy.length];
        kernel.run(x, w, y);
        assertThat(y).isEqualTo(naive.result(x, w));
        double[] dx = new double[x.length];
        kernel.inputGradient(w, dy, dx);
        assertThat(dx).isEqualTo(naive.inputGradient(w, dy));
        double[] dw = new double[w.length];
        kernel.filterGradient(x, dy, dw);
        assertThat(dw).isEqualTo(naive.filterGradient(x, dy));
    }

    private static float[] floats(int count, int seed) {
        Random random = new Random(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextFloat() - 0.5f;
        }
        return numbers;
    }
}
