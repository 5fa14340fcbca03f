package dev.lamina.kernel.convolution;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lamina.kernel.product.Finish;
import dev.lamina.kernel.simd.Simd;
import dev.lamina.kernel.thread.Parallel;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("simd")
class TapConvolutionTest {
    private static final int THREADS = Parallel.threads();
    private static final PatchAxis NONE = PatchAxis.NONE;

    @AfterEach
    void restore() {
        Parallel.setThreads(THREADS);
        Simd.setEnabled(true);
    }

    static Stream<ConvolutionShape> shapes() {
        return Stream.of(
                new ConvolutionShape(3, NONE, same(28, 5, 1, 1), same(28, 5, 1, 1), 1, 6, 1),
                new ConvolutionShape(19, NONE, same(14, 5, 1, 1), same(14, 5, 1, 1), 6, 16, 1),
                new ConvolutionShape(2, NONE, same(33, 7, 2, 1), same(31, 7, 2, 1), 3, 20, 1),
                new ConvolutionShape(2, NONE, same(16, 3, 1, 2), same(13, 3, 1, 3), 5, 24, 1),
                new ConvolutionShape(1, NONE, same(90, 3, 1, 1), same(97, 3, 1, 1), 4, 3, 1), // of several strips
                new ConvolutionShape(17, NONE, same(7, 3, 1, 1), same(7, 3, 1, 1), 16, 32, 1),
                new ConvolutionShape(2, NONE, same(30, 3, 3, 1), same(40, 2, 3, 1), 9, 17, 1),
                new ConvolutionShape(2, NONE, valid(20, 4, 1, 1), valid(19, 3, 2, 2), 7, 11, 1),
                new ConvolutionShape(1, NONE, new PatchAxis(4, 2, 16, 2, 1, -9), same(40, 9, 1, 1), 3, 7, 1));
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
    void joinsTermsInTheOrderOfTheDefinition(ConvolutionShape shape) {
        float[] x = floats(shape.pixels() * shape.channels(), 1);
        float[] w = floats(shape.depth() * shape.filters(), 2);
        float[] expected = new NaiveConvolution(shape).result(x, w);
        TapConvolution tap = requireNonNull(TapConvolution.of(shape));
        for (int threads = 1; threads <= 3; threads++) {
            Parallel.setThreads(threads);
            float[] y = filled(expected.length);
            assertThat(tap.run(x, w, y, null)).isTrue();
            assertThat(y).isEqualTo(expected);
        }
        Simd.setEnabled(false);
        float[] untouched = filled(expected.length);
        assertThat(tap.run(x, w, untouched, null)).isFalse();
        assertThat(untouched).containsOnly(Float.NaN);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void givesTheGradientByTheImagesToo(ConvolutionShape shape) {
        TapConvolution tap = TapConvolution.ofInputGradient(shape);
        assertThat(tap == null).isEqualTo(!shape.hasUnitStrides());
        assumeThat(tap).isNotNull();
        float[] w = floats(shape.depth() * shape.filters(), 2);
        float[] dy = floats(shape.patches() * shape.filters(), 3);
        float[] expected = new NaiveConvolution(shape).inputGradient(w, dy);
        float[] dx = filled(expected.length);
        assertThat(requireNonNull(tap).runReversed(dy, w, dx, null)).isTrue();
        assertThat(dx).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void addsTheFiltersGradientPartByPart(ConvolutionShape shape) {
        float[] x = floats(shape.pixels() * shape.channels(), 1);
        float[] dy = floats(shape.patches() * shape.filters(), 3);
        float[] expected = partByPart(shape, x, dy);
        for (ConvolutionKernelsTest.Mode mode : ConvolutionKernelsTest.Mode.values()) {
            for (int threads = 1; threads <= 3; threads++) {
                mode.set();
                Parallel.setThreads(threads);
                TapFilterGradient kernel = requireNonNull(TapFilterGradient.of(shape));
                float[] dw = filled(expected.length);
                float[] told = filled(expected.length);
                Finish finish = (result, at, from, to) -> System.arraycopy(result, at, told, from, to - from);
                kernel.run(x, dy, dw, filled(kernel.room()), finish);
                assertThat(dw).as("%s, %d threads", mode, threads).isEqualTo(expected);
                assertThat(told).isEqualTo(expected);
            }
        }
    }

    /** The sums of the definition over each part of the images, added in order. */
    private static float[] partByPart(ConvolutionShape shape, float[] x, float[] dy) {
        int parts = Math.min(shape.batch(), 16);
        float[] sum = new float[shape.depth() * shape.filters()];
        for (int part = 0; part < parts; part++) {
            int from = shape.batch() * part / parts;
            int to = shape.batch() * (part + 1) / parts;
            NaiveConvolution some = new NaiveConvolution(new ConvolutionShape(
                    to - from, shape.z(), shape.y(), shape.x(), shape.channels(), shape.filters(), 1));
            float[] of = some.filterGradient(images(x, shape, from, to), images(dy, shape, from, to));
            for (int i = 0; i < sum.length; i++) {
                sum[i] = part == 0 ? of[i] : sum[i] + of[i];
            }
        }
        return sum;
    }

    private static float[] images(float[] all, ConvolutionShape shape, int from, int to) {
        int each = all.length / shape.batch();
        return Arrays.copyOfRange(all, from * each, to * each);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void tellsOfEachElementOnce(ConvolutionShape shape) {
        float[] x = floats(shape.pixels() * shape.channels(), 1);
        float[] w = floats(shape.depth() * shape.filters(), 2);
        float[] expected = new NaiveConvolution(shape).result(x, w);
        float[] told = new float[expected.length];
        AtomicIntegerArray times = new AtomicIntegerArray(told.length);
        Finish finish = (result, at, from, to) -> {
            System.arraycopy(result, at, told, from, to - from);
            IntStream.range(from, to).forEach(times::incrementAndGet);
        };
        requireNonNull(TapConvolution.of(shape)).run(x, w, new float[told.length], finish);
        assertThat(told).isEqualTo(expected);
        assertThat(IntStream.range(0, told.length).map(times::get)).containsOnly(1);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void passesOnWhatIsNotFiniteAsItsTwinDoes(ConvolutionShape shape) {
        float[] x = floats(shape.pixels() * shape.channels(), 1);
        float[] w = floats(shape.depth() * shape.filters(), 2);
        x[x.length / 2] = Float.POSITIVE_INFINITY;
        x[x.length - 1] = Float.NaN;
        w[w.length / 3] = Float.NEGATIVE_INFINITY;
        float[] expected = filled(shape.patches() * shape.filters());
        new ConvolutionFloat(shape).run(x, w, expected, null, true);
        float[] y = filled(expected.length);
        requireNonNull(TapConvolution.of(shape)).run(x, w, y, null);
        assertThat(y).isEqualTo(expected);
    }

    @Test
    void leavesToOthersWhatHasManyFiltersOrNoneToSpeakOf() {
        PatchAxis axis = same(28, 3, 1, 1);
        assertThat(TapConvolution.of(new ConvolutionShape(2, NONE, axis, axis, 3, 33, 1)))
                .isNull();
        assertThat(TapConvolution.of(new ConvolutionShape(2, NONE, axis, axis, 80, 8, 1)))
                .isNull();
        assertThat(TapConvolution.of(new ConvolutionShape(2, NONE, axis, axis, 4, 8, 2)))
                .isNull();
        assertThat(TapConvolution.of(new ConvolutionShape(2, axis, axis, axis, 3, 8, 1)))
                .isNull();
        assertThat(TapFilterGradient.of(new ConvolutionShape(0, NONE, axis, axis, 3, 8, 1)))
                .isNull();
        assertThat(TapConvolution.of(new ConvolutionShape(2, NONE, axis, axis, 3, 8, 1)))
                .isNotNull();
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
        Arrays.fill(numbers, Float.NaN);
        return numbers;
    }
}
