package dev.lamina.op.kernel;

import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.elementary.NarrowFloat;
import dev.lamina.tensor.DType;

/**
 * A loop over float16 or bfloat16 made of one over floats. Piece by piece the operands are widened and the result is rounded, on a desk that
 * each thread has: what is wide never leaves the first cache.
 */
public final class NarrowBlock implements Loops.Block {
    /** How many elements are wide at a time. */
    private static final int PIECE = 1 << 10;

    private static final ThreadLocal<Desk> DESKS = ThreadLocal.withInitial(Desk::new);

    /** What a thread works with. */
    private static final class Desk {
        /** No operation that has such a loop has more operands. */
        final float[][] x = new float[3][PIECE];

        final float[] y = new float[PIECE];
        final byte[] answers = new byte[PIECE];
        final short[] halves = new short[PIECE];
    }

    private final Loops.Block wide;
    private final DType type;
    private final boolean isAnswered;

    private NarrowBlock(KernelContext c, Loops.Block wide) {
        this.wide = wide;
        type = c.inputType(0);
        isAnswered = c.outputType(0) == DType.BOOL;
    }

    /** The loop itself where the operands are float32. Where they are narrow the result is as they are, or bool. */
    public static Loops.Block of(KernelContext c, Loops.Block floats) {
        return c.inputType(0) == DType.FLOAT32 ? floats : new NarrowBlock(c, floats);
    }

    @Override
    public void run(Object[] x, Object y, int from, int to) {
        Desk desk = DESKS.get();
        Object result = isAnswered ? desk.answers : desk.y;
        for (int at = from; at < to; at += PIECE) {
            int n = Math.min(PIECE, to - at);
            for (int i = 0; i < x.length; i++) {
                widen(desk, (short[]) x[i], at, desk.x[i], n);
            }
            wide.run(desk.x, result, 0, n);
            if (isAnswered) {
                System.arraycopy(desk.answers, 0, y, at, n);
            } else {
                round(desk, (short[]) y, at, n);
            }
        }
    }

    private void widen(Desk desk, short[] x, int at, float[] y, int n) {
        if (type == DType.BFLOAT16) {
            NarrowFloat.fromBfloat(x, at, y, 0, n);
        } else {
            System.arraycopy(x, at, desk.halves, 0, n);
            NarrowFloat.fromHalf(desk.halves, y, n);
        }
    }

    private void round(Desk desk, short[] y, int at, int n) {
        if (type == DType.BFLOAT16) {
            NarrowFloat.toBfloat(desk.y, 0, y, at, n);
        } else {
            NarrowFloat.toHalf(desk.y, desk.halves, n);
            System.arraycopy(desk.halves, 0, y, at, n);
        }
    }
}
