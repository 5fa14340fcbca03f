package dev.lamina.op.kernel;

import dev.lamina.graph.KernelContext;
import dev.lamina.tensor.DType;

/**
 * A loop over floats made of one over doubles. Piece by piece the operands are widened and the result is rounded, on a desk that each
 * thread has. What is narrower than float32 goes through floats, which a double holds as they are.
 */
final class DoubleBlock implements Loops.Block {
    private static final int PIECE = 1 << 9;

    private static final ThreadLocal<Desk> DESKS = ThreadLocal.withInitial(Desk::new);

    /** What a thread works with. */
    private static final class Desk {
        /** No operation that has such a loop has more operands. */
        final double[][] x = new double[3][PIECE];

        final double[] y = new double[PIECE];
    }

    private final Loops.Block wide;

    private DoubleBlock(Loops.Block wide) {
        this.wide = wide;
    }

    /** The loop itself where the operands are float64. */
    static Loops.Block of(KernelContext c, Loops.Block doubles) {
        if (!c.inputType(0).isFloating()) {
            throw c.error("is not defined for type " + c.inputType(0));
        }
        return c.inputType(0) == DType.FLOAT64 ? doubles : NarrowBlock.of(c, new DoubleBlock(doubles));
    }

    @Override
    public void run(Object[] x, Object y, int from, int to) {
        Desk desk = DESKS.get();
        float[] result = (float[]) y;
        for (int at = from; at < to; at += PIECE) {
            int n = Math.min(PIECE, to - at);
            for (int i = 0; i < x.length; i++) {
                widen((float[]) x[i], at, desk.x[i], n);
            }
            wide.run(desk.x, desk.y, 0, n);
            for (int k = 0; k < n; k++) {
                result[at + k] = (float) desk.y[k];
            }
        }
    }

    private static void widen(float[] x, int at, double[] y, int n) {
        for (int k = 0; k < n; k++) {
            y[k] = x[at + k];
        }
    }
}
