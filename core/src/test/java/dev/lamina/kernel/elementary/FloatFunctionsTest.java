package dev.lamina.kernel.elementary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.lamina.kernel.simd.Simd;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FloatFunctionsTest {
    interface Loop {
        void run(float[] x, int xOffset, float[] y, int yOffset, int n);
    }

    interface One {
        float apply(float x);
    }

    /** A function with the exact one it stands for, and the ulps it may be off. */
    record Function(String name, Loop loop, One one, DoubleUnaryOperator exact, double ulps) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Function> functions() {
        return Stream.of(
                new Function("exp", ExpFloat::run, ExpFloat::apply, StrictMath::exp, 1.1),
                new Function("expm1", Expm1Float::run, Expm1Float::apply, StrictMath::expm1, 1.5),
                new Function("log", LogFloat::run, LogFloat::apply, StrictMath::log, 1),
                new Function("log1p", Log1pFloat::run, Log1pFloat::apply, StrictMath::log1p, 1.6),
                new Function("tanh", TanhFloat::run, TanhFloat::apply, StrictMath::tanh, 1.5),
                new Function("sigmoid", SigmoidFloat::run, SigmoidFloat::apply, FloatFunctionsTest::sigmoid, 1.5),
                new Function("erf", ErfFloat::run, ErfFloat::apply, FloatFunctionsTest::erf, 1.1),
                new Function("softplus", SoftplusFloat::run, SoftplusFloat::apply, FloatFunctionsTest::softplus, 2),
                new Function("rsqrt", RsqrtFloat::run, RsqrtFloat::apply, x -> 1 / Math.sqrt(x), 1.5),
                new Function("sin", SinFloat::run, SinFloat::apply, StrictMath::sin, 0.5001),
                new Function("cos", CosFloat::run, CosFloat::apply, StrictMath::cos, 0.5001),
                new Function("tan", TanFloat::run, TanFloat::apply, StrictMath::tan, 0.5001));
    }

    /** An odd distance through all float bit patterns: every exponent, both signs, NaNs. */
    private static final int STRIDE = 12_347;

    private static final float[] EDGES = {
        0f,
        -0f,
        1f,
        -1f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        -Float.MIN_NORMAL,
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NaN,
        88.72283f,
        88.72284f,
        -87.33655f,
        -103.97208f,
        -103.97209f,
        0.625f,
        0.93f,
        13.942385f,
        -13.942385f
    };

    @AfterEach
    void restore() {
        Simd.setEnabled(true);
    }

    private static float[] samples() {
        float[] x = new float[(int) ((1L << 32) / STRIDE) + EDGES.length];
        System.arraycopy(EDGES, 0, x, 0, EDGES.length);
        for (int i = EDGES.length; i < x.length; i++) {
            x[i] = Float.intBitsToFloat((i - EDGES.length) * STRIDE);
        }
        return x;
    }

    @ParameterizedTest
    @MethodSource("functions")
    @Tag("simd")
    void simdAndPlainGiveTheSameBits(Function function) {
        float[] x = samples();
        float[] simd = new float[x.length];
        float[] plain = new float[x.length];
        Simd.setEnabled(true);
        function.loop().run(x, 0, simd, 0, x.length);
        Simd.setEnabled(false);
        function.loop().run(x, 0, plain, 0, x.length);
        assertSameBits(function, x, simd, plain);
        for (int i = 0; i < x.length; i++) {
            plain[i] = function.one().apply(x[i]);
        }
        assertSameBits(function, x, simd, plain);
    }

    private static void assertSameBits(Function function, float[] x, float[] actual, float[] expected) {
        int i = Arrays.mismatch(actual, expected);
        if (i >= 0) {
            assertThat(actual[i]).as("%s(%s)", function, x[i]).isEqualTo(expected[i]);
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    @Tag("simd")
    void anyLengthAndOffsetAlsoInPlace(Function function) {
        float[] x = Arrays.copyOfRange(samples(), 80_000, 80_080);
        for (int n = 0; n <= 67; n++) {
            float[] y = x.clone();
            function.loop().run(y, 3, y, 3, n);
            for (int i = 0; i < x.length; i++) {
                boolean inside = i >= 3 && i < 3 + n;
                assertThat(y[i]).isEqualTo(inside ? function.one().apply(x[i]) : x[i]);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void resultsAreWithinTheStatedUlps(Function function) {
        for (float x : samples()) {
            float y = function.one().apply(x);
            double exact = function.exact().applyAsDouble(x);
            float rounded = (float) exact;
            boolean exactly = Float.isNaN(rounded) || Float.isInfinite(rounded) || rounded == 0f;
            double ulps = Math.abs(y - exact) / Math.ulp(rounded);
            boolean good = exactly ? Float.compare(y, rounded) == 0 : ulps <= function.ulps();
            if (!good) {
                fail("%s(%s) = %s, not %s", function, x, y, exact);
            }
        }
    }

    private static double sigmoid(double x) {
        double z = StrictMath.exp(-Math.abs(x));
        return (x < 0 ? z : 1) / (1 + z);
    }

    private static double softplus(double x) {
        if (x > 13.942385f) {
            return x;
        }
        return x < -13.942385f ? StrictMath.exp(x) : StrictMath.log1p(StrictMath.exp(x));
    }

    /** The series near 0, the continued fraction beyond. */
    private static double erf(double x) {
        double t = Math.abs(x);
        if (Double.isNaN(x) || t > 6) {
            return Double.isNaN(x) ? x : Math.copySign(1, x);
        }
        if (t >= 3) {
            double fraction = 0;
            for (int k = 200; k >= 1; k--) {
                fraction = k / 2.0 / (t + fraction);
            }
            return Math.copySign(1 - StrictMath.exp(-t * t) / Math.sqrt(Math.PI) / (t + fraction), x);
        }
        double sum = x;
        double term = x;
        for (int n = 1; n < 100; n++) {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return Math.copySign(2 / Math.sqrt(Math.PI) * sum, x);
    }
}
