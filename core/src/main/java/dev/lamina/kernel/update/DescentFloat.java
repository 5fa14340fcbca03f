package dev.lamina.kernel.update;

import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;
import jdk.incubator.vector.FloatVector;

/** The step of gradient descent for floats. */
public final class DescentFloat {
    private DescentFloat() {}

    /** {@code var -= grad * rate} for the elements {@code from} to {@code to}; their gradient lies from {@code at} on. */
    public static void run(float[] var, float rate, float[] grad, int at, int from, int to) {
        int k = Simd.isEnabled() ? Wide.run(var, rate, grad, at - from, from, to) : from;
        for (; k < to; k++) {
            var[k] -= grad[at - from + k] * rate;
        }
    }

    /** The SIMD form. */
    static final class Wide {
        private Wide() {}

        static int run(float[] var, float rate, float[] grad, int shift, int from, int to) {
            if (to - from < Lanes.WIDTH) {
                return from;
            }
            int end = from + Lanes.FLOAT.loopBound(to - from);
            for (int k = from; k < end; k += Lanes.WIDTH) {
                FloatVector g = FloatVector.fromArray(Lanes.FLOAT, grad, k + shift);
                FloatVector.fromArray(Lanes.FLOAT, var, k).sub(g.mul(rate)).intoArray(var, k);
            }
            return end;
        }
    }
}
