package dev.lamina.kernel.elementary;

import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The softplus of floats, {@code log(1 + e^x)}, with TensorFlow's thresholds: {@code x} itself above
 * 13.942385, {@code e^x} below -13.942385. At most 2 ulp off TensorFlow's formula.
 */
public final class SoftplusFloat {
    /** log(2^-23) + 2. */
    private static final float THRESHOLD = -13.942385f;

    private SoftplusFloat() {}

    /** Writes the function of {@code n} elements of {@code x} to {@code y}, which may be {@code x}. */
    public static void run(float[] x, int xOffset, float[] y, int yOffset, int n) {
        int i = Simd.isEnabled() ? Wide.run(x, xOffset, y, yOffset, n) : 0;
        for (; i < n; i++) {
            y[yOffset + i] = apply(x[xOffset + i]);
        }
    }

    /** Returns the softplus of {@code x}: 0 for negative infinity, NaN for NaN. */
    public static float apply(float x) {
        float e = ExpFloat.apply(x);
        float y = Log1pFloat.apply(e);
        y = x < THRESHOLD ? e : y;
        return x > -THRESHOLD ? x : y;
    }

    /** The SIMD form: the same operations in the same order. */
    static final class Wide {
        private static final FloatVector THRESHOLD = FloatVector.broadcast(Lanes.FLOAT, SoftplusFloat.THRESHOLD);
        private static final FloatVector MINUS_THRESHOLD = FloatVector.broadcast(Lanes.FLOAT, -SoftplusFloat.THRESHOLD);

        private Wide() {}

        static int run(float[] in, int inOffset, float[] out, int outOffset, int n) {
            int end = Lanes.FLOAT.loopBound(n);
            for (int i = 0; i < end; i += Lanes.WIDTH) {
                FloatVector x = FloatVector.fromArray(Lanes.FLOAT, in, inOffset + i);
                FloatVector e = ExpFloat.Wide.of(x);
                FloatVector y = Log1pFloat.Wide.of(e);
                y = y.blend(e, x.compare(VectorOperators.LT, THRESHOLD));
                y.blend(x, x.compare(VectorOperators.GT, MINUS_THRESHOLD)).intoArray(out, outOffset + i);
            }
            return end;
        }
    }
}
