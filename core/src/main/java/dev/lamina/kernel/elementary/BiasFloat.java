package dev.lamina.kernel.elementary;

import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;
import jdk.incubator.vector.FloatVector;

/** The addition of a vector to the rows of a matrix of floats. */
public final class BiasFloat {
    private BiasFloat() {}

    /** Adds {@code bias}, from {@code first} on, to the {@code n} elements of {@code x} from {@code at} on; {@code y} may be {@code x}. */
    public static void add(float[] x, float[] bias, int first, float[] y, int at, int n) {
        int i = Simd.isEnabled() ? Wide.add(x, bias, first, y, at, n) : 0;
        for (; i < n; i++) {
            y[at + i] = x[at + i] + bias[first + i];
        }
    }

    /** The SIMD form. */
    static final class Wide {
        private Wide() {}

        static int add(float[] x, float[] bias, int first, float[] y, int at, int n) {
            if (n < Lanes.WIDTH) {
                return 0;
            }
            int end = Lanes.FLOAT.loopBound(n);
            for (int i = 0; i < end; i += Lanes.WIDTH) {
                FloatVector.fromArray(Lanes.FLOAT, x, at + i)
                        .add(FloatVector.fromArray(Lanes.FLOAT, bias, first + i))
                        .intoArray(y, at + i);
            }
            return end;
        }
    }
}
