package dev.lamina.kernel.update;

import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;
import jdk.incubator.vector.FloatVector;

/** The step of gradient descent with momentum for floats: of the elements {@code from} to {@code to}, whose gradient lies from {@code at} on. {@code accum} is left without {@link Denormals}. */
public final class MomentumFloat {
    private MomentumFloat() {}

    /** {@code accum = accum * momentum + grad; var -= accum * rate}. */
    public static void run(
            float[] var, float[] accum, float rate, float[] grad, int at, float momentum, int from, int to) {
        int k = Simd.isEnabled() ? Wide.run(var, accum, rate, grad, at - from, momentum, from, to) : from;
        int rest = k;
        for (; k < to; k++) {
            float a = accum[k] * momentum + grad[at - from + k];
            accum[k] = a;
            var[k] -= a * rate;
        }
        Denormals.flush(accum, rest, to);
    }

    /** {@code accum = accum * momentum + grad; var -= grad * rate + accum * momentum * rate}. */
    public static void nesterov(
            float[] var, float[] accum, float rate, float[] grad, int at, float momentum, int from, int to) {
        int k = Simd.isEnabled() ? Wide.nesterov(var, accum, rate, grad, at - from, momentum, from, to) : from;
        int rest = k;
        for (; k < to; k++) {
            float g = grad[at - from + k];
            float a = accum[k] * momentum + g;
            accum[k] = a;
            var[k] -= g * rate + a * momentum * rate;
        }
        Denormals.flush(accum, rest, to);
    }

    /** The SIMD forms. */
    static final class Wide {
        private static final FloatVector ZERO = FloatVector.zero(Lanes.FLOAT);

        private Wide() {}

        static int run(
                float[] var, float[] accum, float rate, float[] grad, int shift, float momentum, int from, int to) {
            if (to - from < Lanes.WIDTH) {
                return from;
            }
            int end = from + Lanes.FLOAT.loopBound(to - from);
            for (int k = from; k < end; k += Lanes.WIDTH) {
                FloatVector g = FloatVector.fromArray(Lanes.FLOAT, grad, k + shift);
                FloatVector a = FloatVector.fromArray(Lanes.FLOAT, accum, k)
                        .mul(momentum)
                        .add(g);
                a.blend(ZERO, a.abs().lt(Float.MIN_NORMAL)).intoArray(accum, k);
                FloatVector.fromArray(Lanes.FLOAT, var, k).sub(a.mul(rate)).intoArray(var, k);
            }
            return end;
        }

        static int nesterov(
                float[] var, float[] accum, float rate, float[] grad, int shift, float momentum, int from, int to) {
            if (to - from < Lanes.WIDTH) {
                return from;
            }
            int end = from + Lanes.FLOAT.loopBound(to - from);
            for (int k = from; k < end; k += Lanes.WIDTH) {
                FloatVector g = FloatVector.fromArray(Lanes.FLOAT, grad, k + shift);
                FloatVector a = FloatVector.fromArray(Lanes.FLOAT, accum, k)
                        .mul(momentum)
                        .add(g);
                a.blend(ZERO, a.abs().lt(Float.MIN_NORMAL)).intoArray(accum, k);
                FloatVector step = g.mul(rate).add(a.mul(momentum).mul(rate));
                FloatVector.fromArray(Lanes.FLOAT, var, k).sub(step).intoArray(var, k);
            }
            return end;
        }
    }
}
