package dev.lamina.kernel.elementary;

import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;
import jdk.incubator.vector.FloatVector;

/**
 * The arithmetic of a long short-term memory between its functions, {@code n} units of one example at a time.
 *
 * <p>Arrays that hold one value a unit lie alike: they are read and written from {@code at} on.
 */
public final class LstmFloat {
    private LstmFloat() {}

    /** {@code cs = ci * i + before * f}, within [-clip, clip] if {@code clip} is above 0. */
    public static void state(
            float[] ci, float[] i, float[] f, float[] before, int beforeAt, float clip, float[] cs, int at, int n) {
        int k = Simd.isEnabled() ? Wide.state(ci, i, f, before, beforeAt, clip, cs, at, n) : 0;
        for (; k < n; k++) {
            float sum = Math.fma(ci[at + k], i[at + k], before[beforeAt + k] * f[at + k]);
            cs[at + k] = clip > 0 ? Math.max(Math.min(sum, clip), -clip) : sum;
        }
    }

    /** {@code h = co * o}. */
    public static void output(float[] co, float[] o, float[] h, int at, int n) {
        int end = at + n;
        for (int k = at; k < end; k++) {
            h[k] = co[k] * o[k];
        }
    }

    /** {@code gate += state * weight}. */
    public static void peephole(float[] state, int stateAt, float[] weight, float[] gates, int gateAt, int n) {
        for (int k = 0; k < n; k++) {
            gates[gateAt + k] = Math.fma(state[stateAt + k], weight[k], gates[gateAt + k]);
        }
    }

    /**
     * The way back through an output gate and to the state: {@code dO = o (1 - o) dh co} to {@code gates} at {@code gateAt}, and
     * {@code dcs += (1 - co^2) dh o + csGrad}, where {@code dh} is {@code hGrad} and what {@code later} has of it, and {@code
     * dcs} and {@code later} are read and written from {@code row} on.
     */
    public static void output(
            float[] o,
            float[] co,
            float[] hGrad,
            float[] csGrad,
            int at,
            float[] later,
            float[] dcs,
            int row,
            float[] gates,
            int gateAt,
            int n) {
        int k = Simd.isEnabled() ? Wide.output(o, co, hGrad, csGrad, at, later, dcs, row, gates, gateAt, n) : 0;
        for (; k < n; k++) {
            float out = o[at + k];
            float tanh = co[at + k];
            float dh = hGrad[at + k] + later[row + k];
            gates[gateAt + k] = (1 - out) * out * (dh * tanh);
            dcs[row + k] = Math.fma((1 - tanh * tanh) * dh, out, csGrad[at + k] + dcs[row + k]);
        }
    }

    /**
     * The way back through the other gates: {@code dI = i (1 - i) dcs ci}, {@code dCi = (1 - ci^2) dcs i} and {@code dF = f (1
     * - f) dcs before} to {@code gates}, and then {@code dcs *= f}.
     */
    public static void state(
            float[] i,
            float[] f,
            float[] ci,
            int at,
            float[] before,
            int beforeAt,
            float[] dcs,
            int row,
            float[] gates,
            int inputAt,
            int candidateAt,
            int forgetAt,
            int n) {
        int k = Simd.isEnabled()
                ? Wide.state(i, f, ci, at, before, beforeAt, dcs, row, gates, inputAt, candidateAt, forgetAt, n)
                : 0;
        for (; k < n; k++) {
            float in = i[at + k];
            float keep = f[at + k];
            float tanh = ci[at + k];
            float d = dcs[row + k];
            gates[inputAt + k] = (1 - in) * in * (d * tanh);
            gates[candidateAt + k] = (1 - tanh * tanh) * (d * in);
            gates[forgetAt + k] = (1 - keep) * keep * (d * before[beforeAt + k]);
            dcs[row + k] = d * keep;
        }
    }

    /** The SIMD forms: the same operations in the same order. */
    static final class Wide {
        private static final FloatVector ONE = FloatVector.broadcast(Lanes.FLOAT, 1f);

        private Wide() {}

        static int state(
                float[] ci, float[] i, float[] f, float[] before, int beforeAt, float clip, float[] cs, int at, int n) {
            int end = Lanes.FLOAT.loopBound(n);
            for (int k = 0; k < end; k += Lanes.WIDTH) {
                FloatVector kept = FloatVector.fromArray(Lanes.FLOAT, before, beforeAt + k)
                        .mul(FloatVector.fromArray(Lanes.FLOAT, f, at + k));
                FloatVector sum = FloatVector.fromArray(Lanes.FLOAT, ci, at + k)
                        .fma(FloatVector.fromArray(Lanes.FLOAT, i, at + k), kept);
                if (clip > 0) {
                    sum = sum.min(clip).max(-clip);
                }
                sum.intoArray(cs, at + k);
            }
            return end;
        }

        static int output(
                float[] o,
                float[] co,
                float[] hGrad,
                float[] csGrad,
                int at,
                float[] later,
                float[] dcs,
                int row,
                float[] gates,
                int gateAt,
                int n) {
            int end = Lanes.FLOAT.loopBound(n);
            for (int k = 0; k < end; k += Lanes.WIDTH) {
                FloatVector out = FloatVector.fromArray(Lanes.FLOAT, o, at + k);
                FloatVector tanh = FloatVector.fromArray(Lanes.FLOAT, co, at + k);
                FloatVector dh = FloatVector.fromArray(Lanes.FLOAT, hGrad, at + k)
                        .add(FloatVector.fromArray(Lanes.FLOAT, later, row + k));
                ONE.sub(out).mul(out).mul(dh.mul(tanh)).intoArray(gates, gateAt + k);
                FloatVector own = FloatVector.fromArray(Lanes.FLOAT, csGrad, at + k)
                        .add(FloatVector.fromArray(Lanes.FLOAT, dcs, row + k));
                ONE.sub(tanh.mul(tanh)).mul(dh).fma(out, own).intoArray(dcs, row + k);
            }
            return end;
        }

        static int state(
                float[] i,
                float[] f,
                float[] ci,
                int at,
                float[] before,
                int beforeAt,
                float[] dcs,
                int row,
                float[] gates,
                int inputAt,
                int candidateAt,
                int forgetAt,
                int n) {
            int end = Lanes.FLOAT.loopBound(n);
            for (int k = 0; k < end; k += Lanes.WIDTH) {
                FloatVector in = FloatVector.fromArray(Lanes.FLOAT, i, at + k);
                FloatVector keep = FloatVector.fromArray(Lanes.FLOAT, f, at + k);
                FloatVector tanh = FloatVector.fromArray(Lanes.FLOAT, ci, at + k);
                FloatVector d = FloatVector.fromArray(Lanes.FLOAT, dcs, row + k);
                ONE.sub(in).mul(in).mul(d.mul(tanh)).intoArray(gates, inputAt + k);
                ONE.sub(tanh.mul(tanh)).mul(d.mul(in)).intoArray(gates, candidateAt + k);
                FloatVector kept = d.mul(FloatVector.fromArray(Lanes.FLOAT, before, beforeAt + k));
                ONE.sub(keep).mul(keep).mul(kept).intoArray(gates, forgetAt + k);
                d.mul(keep).intoArray(dcs, row + k);
            }
            return end;
        }
    }
}
