package dev.lamina.kernel.update;

import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;
import jdk.incubator.vector.FloatVector;

/** The step of Adam for floats. */
public final class AdamFloat {
    private AdamFloat() {}

    /**
     * {@code m += (grad - m) * rest1; v += (grad * grad - v) * rest2; var -= m * alpha / (sqrt(v) + epsilon)} for the
     * elements {@code from} to {@code to}; their gradient lies from {@code at} on. {@code m} and {@code v} are left without
     * {@link Denormals}.
     */
    public static void run(
            float[] var,
            float[] m,
            float[] v,
            float alpha,
            float rest1,
            float rest2,
            float epsilon,
            float[] grad,
            int at,
            int from,
            int to) {
        int k = Simd.isEnabled() ? Wide.run(var, m, v, alpha, rest1, rest2, epsilon, grad, at - from, from, to) : from;
        int rest = k;
        for (; k < to; k++) {
            float g = grad[at - from + k];
            float mean = m[k] + (g - m[k]) * rest1;
            float square = v[k] + (g * g - v[k]) * rest2;
            m[k] = mean;
            v[k] = square;
            var[k] -= mean * alpha / ((float) Math.sqrt(square) + epsilon);
        }
        Denormals.flush(m, rest, to);
        Denormals.flush(v, rest, to);
    }

    /** The SIMD form. */
    static final class Wide {
        private static final FloatVector ZERO = FloatVector.zero(Lanes.FLOAT);

        private Wide() {}

        static int run(
                float[] var,
                float[] m,
                float[] v,
                float alpha,
                float rest1,
                float rest2,
                float epsilon,
                float[] grad,
                int shift,
                int from,
                int to) {
            if (to - from < Lanes.WIDTH) {
                return from;
            }
            int end = from + Lanes.FLOAT.loopBound(to - from);
            for (int k = from; k < end; k += Lanes.WIDTH) {
                FloatVector g = FloatVector.fromArray(Lanes.FLOAT, grad, k + shift);
                FloatVector mean = FloatVector.fromArray(Lanes.FLOAT, m, k);
                mean = mean.add(g.sub(mean).mul(rest1));
                mean.blend(ZERO, mean.abs().lt(Float.MIN_NORMAL)).intoArray(m, k);
                FloatVector square = FloatVector.fromArray(Lanes.FLOAT, v, k);
                square = square.add(g.mul(g).sub(square).mul(rest2));
                square.blend(ZERO, square.abs().lt(Float.MIN_NORMAL)).intoArray(v, k);
                FloatVector step = mean.mul(alpha).div(square.sqrt().add(epsilon));
                FloatVector.fromArray(Lanes.FLOAT, var, k).sub(step).intoArray(var, k);
            }
            return end;
        }
    }
}
