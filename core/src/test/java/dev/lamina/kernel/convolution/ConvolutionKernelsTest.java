package dev.lamina.kernel.convolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.kernel.product.Finish;
import dev.lamina.kernel.simd.Simd;
import dev.lamina.kernel.thread.Parallel;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("simd")
class ConvolutionKernelsTest {
    private static final int THREADS = Parallel.threads();

    /** What computes: the plain twins, what there is in a program's first seconds, or what there is later. */
    enum Mode {
        PLAIN,
        EARLY,
        SIMD;

        void set() {
            if (this == EARLY) {
                Simd.setEnabledForProductsAlone();
            } else {
                Simd.setEnabled(this == SIMD);
            }
        }
    }

    @AfterEach
    void restore() {
        Parallel.setThreads(THREADS);
        Simd.setEnabled(true);
    }

    static Stream<ConvolutionShape> shapes() {
        PatchAxis none = PatchAxis.NONE;
        return Stream.concat(
                Stream.of(
                        new ConvolutionShape(3, none, same(9, 3, 1, 1), same(11, 3, 1, 1), 16, 33, 1),
                        new ConvolutionShape(2, none, same(14, 5, 1, 1), same(14, 5, 1, 1), 1, 6, 1),
                        new ConvolutionShape(1, none, same(15, 3, 2, 1), same(13, 3, 2, 1), 5, 70, 1),
                        new ConvolutionShape(2, none, same(12, 1, 1, 1), same(7, 1, 1, 1), 40, 24, 1),
                        new ConvolutionShape(2, none, same(12, 1, 2, 1), same(7, 1, 2, 1), 40, 24, 1),
                        new ConvolutionShape(1, none, valid(9, 4, 3, 2), valid(17, 3, 2, 3), 12, 20, 2),
                        new ConvolutionShape(2, same(5, 2, 2, 1), same(6, 3, 1, 2), valid(8, 2, 3, 1), 6, 9, 3),
                        new ConvolutionShape(1, none, new PatchAxis(4, 2, 6, 2, 1, -4), same(4, 9, 1, 1), 3, 4, 1),
                        new ConvolutionShape(1, none, same(20, 7, 2, 1), same(20, 7, 2, 1), 64, 130, 1),
                        new ConvolutionShape(2, none, valid(7, 2, 5, 1), valid(9, 1, 4, 1), 7, 5, 1),
                        new ConvolutionShape(1, none, same(1, 1, 1, 1), same(3, 3, 1, 1), 4, 5, 4 - 3)),
                IntStream.range(0, 40).mapToObj(ConvolutionKernelsTest::random));
    }

    private static ConvolutionShape random(int seed) {
        Random random = new Random(seed);
        PatchAxis z = random.nextInt(3) > 0 ? PatchAxis.NONE : randomAxis(random);
        int groups = 1 + random.nextInt(4) / 2;
        int channels = groups * (1 + random.nextInt(40));
        int filters = groups * (1 + random.nextInt(90));
        return new ConvolutionShape(
                1 + random.nextInt(3), z, randomAxis(random), randomAxis(random), channels, filters, groups);
    }

    private static PatchAxis randomAxis(Random random) {
        int input = 1 + random.nextInt(12);
        int taps = 1 + random.nextInt(4);
        int stride = 1 + random.nextInt(4) / 2;
        int dilation = 1 + random.nextInt(4) / 3;
        return same(input, taps, stride, dilation);
    }

    private static PatchAxis same(int input, int taps, int stride, int dilation) {
        int output = Math.ceilDiv(input, stride);
        int padding = Math.max(0, (output - 1) * stride + (taps - 1) * dilation + 1 - input);
        return new PatchAxis(input, taps, output, stride, dilation, -(padding / 2));
    }

    private static PatchAxis valid(int input, int taps, int stride, int dilation) {
        return new PatchAxis(input, taps, (input - (taps - 1) * dilation - 1) / stride + 1, stride, dilation, 0);
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
        for (Mode mode : Mode.values()) {
            for (int threads = 1; threads <= 3; threads++) {
                mode.set();
                Parallel.setThreads(threads);
                float[] y = filled(dy.length);
                new ConvolutionFloat(shape).run(x, w, y, null, true);
                assertThat(y).as("result, %s, %d threads", mode, threads).isEqualTo(expectedY);
                float[] dx = filled(x.length);
                new InputGradientFloat(shape).run(w, dy, dx, new float[w.length], null, true);
                assertThat(dx)
                        .as("by the images, %s, %d threads", mode, threads)
                        .isEqualTo(expectedX);
                float[] dw = filled(w.length);
                new FilterGradientFloat(shape).run(x, dy, dw, null, true);
                assertThat(dw)
                        .as("by the filters, %s, %d threads", mode, threads)
                        .isEqualTo(expectedW);
            }
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
        for (int threads = 1; threads <= 3; threads++) {
            Parallel.setThreads(threads);
            double[] y = new double[dy.length];
            new ConvolutionDouble(shape).run(x, w, y, null, true);
            assertThat(y).isEqualTo(naive.result(x, w));
            double[] dx = new double[x.length];
            new InputGradientDouble(shape).run(w, dy, dx, new double[w.length], null, true);
            assertThat(dx).isEqualTo(naive.inputGradient(w, dy));
            double[] dw = new double[w.length];
            new FilterGradientDouble(shape).run(x, dy, dw, null, true);
            assertThat(dw).isEqualTo(naive.filterGradient(x, dy));
        }
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void tellOfEachElementOnce(ConvolutionShape shape) {
        if (shape.groups() > 1) {
            return;
        }
        float[] x = floats(shape.pixels() * shape.channels(), 1);
        float[] w = floats(shape.depth() * shape.filters(), 2);
        float[] expected = new NaiveConvolution(shape).result(x, w);
        for (Mode mode : Mode.values()) {
            mode.set();
            float[] told = new float[expected.length];
            AtomicIntegerArray times = new AtomicIntegerArray(told.length);
            Finish finish = (result, at, from, to) -> {
                System.arraycopy(result, at, told, from, to - from);
                IntStream.range(from, to).forEach(times::incrementAndGet);
            };
            new ConvolutionFloat(shape).run(x, w, new float[told.length], finish, false);
            assertThat(told).isEqualTo(expected);
            assertThat(IntStream.range(0, told.length).map(times::get)).containsOnly(1);
        }
    }

    private static float[] floats(int count, int seed) {
        Random random = new Random(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextFloat() - 0.5f;
        }
        return numbers;
    }

    private static float[] filled(int count) {
        float[] numbers = new float[count];
        java.util.Arrays.fill(numbers, Float.NaN);
        return numbers;
    }
}
