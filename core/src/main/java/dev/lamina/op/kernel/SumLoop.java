package dev.lamina.op.kernel;

import dev.lamina.kernel.elementary.AccumulateFloat;

/** How sums are folded. */
public final class SumLoop {
    public static final Reduction.Loop LOOP =
            new Reduction.Loop(AccumulateFloat::add, SumLoop::doubles, SumLoop::ints, SumLoop::longs);

    private SumLoop() {}

    private static void doubles(double[] x, int i, double[] y, int o, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k] += x[i + k];
        }
    }

    private static void ints(int[] x, int i, int[] y, int o, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k] += x[i + k];
        }
    }

    private static void longs(long[] x, int i, long[] y, int o, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k] += x[i + k];
        }
    }
}
