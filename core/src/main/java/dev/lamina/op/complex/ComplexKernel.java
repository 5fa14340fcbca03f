package dev.lamina.op.complex;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.array.Broadcast;
import dev.lamina.kernel.thread.Parallel;
import dev.lamina.op.kernel.AlignedKernel;
import dev.lamina.tensor.Buffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Runs a loop over operands that broadcast, some of them complex. Piece by piece they are widened to float64 on a desk that each thread
 * has, and the result is rounded to its own type, or to bool.
 */
final class ComplexKernel implements Kernel, Parallel.Task {
    private static final int PIECE = 1 << 9;

    private static final int CHUNK = 1 << 13;

    private static final ThreadLocal<Desk> DESKS = ThreadLocal.withInitial(Desk::new);

    /** What a thread works with. */
    private static final class Desk {
        final double[][] x = new double[2][2 * PIECE];
        final double[] y = new double[2 * PIECE];
    }

    /** The loop over the first elements of arrays, in which the parts of complex ones lie in turn. */
    @FunctionalInterface
    interface Loop {
        void run(double[][] x, double[] y, int n);
    }

    private final Loop loop;
    private final Broadcast layout;
    private final int size;
    private final @Nullable Buffer[] given;
    private @Nullable Buffer result;

    private ComplexKernel(KernelContext c, Loop loop) {
        this.loop = loop;
        size = c.outputShape(0).size();
        given = new Buffer[c.inputs()];
        long[][] dims = new long[given.length][];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = c.inputShape(i).dims();
        }
        layout = new Broadcast(c.outputShape(0).dims(), dims);
    }

    /** A kernel of all inputs. */
    static Kernel of(KernelContext c, Loop loop) {
        return new ComplexKernel(c, loop);
    }

    @Override
    public void run(Buffer[] inputs, Buffer[] outputs) {
        System.arraycopy(inputs, 0, given, 0, given.length);
        result = outputs[0];
        if (size < AlignedKernel.PARALLEL_FROM) {
            run(outputs[0], 0, size);
        } else {
            Parallel.run(Math.ceilDiv(size, CHUNK), this);
        }
        Arrays.fill(given, null);
        result = null;
    }

    @Override
    public void run(int task) {
        Buffer to = result;
        if (to != null) {
            run(to, task * CHUNK, Math.min(size, (task + 1) * CHUNK));
        }
    }

    private void run(Buffer to, int from, int end) {
        Desk desk = DESKS.get();
        for (int at = from; at < end; at += PIECE) {
            int n = Math.min(PIECE, end - at);
            for (int i = 0; i < given.length; i++) {
                Buffer operand = given[i];
                if (operand != null) {
                    lay(operand, i, at, n, desk.x[i]);
                }
            }
            loop.run(desk.x, desk.y, n);
            round(desk.y, to, at, n);
        }
    }

    /** Widens the elements of an operand that belong to {@code n} of the result. */
    private void lay(Buffer operand, int number, int at, int n, double[] x) {
        int inner = layout.inner();
        int width = operand.dtype().width();
        for (int k = 0; k < n; ) {
            int row = (at + k) / inner;
            int column = at + k - row * inner;
            int count = Math.min(n - k, inner - column);
            int offset = layout.offset(number, row);
            if (layout.moves(number)) {
                widen(operand, (offset + column) * width, x, k * width, count * width);
            } else {
                widen(operand, offset * width, x, k * width, width);
                for (int entry = width; entry < count * width; entry++) {
                    x[k * width + entry] = x[k * width + entry - width];
                }
            }
            k += count;
        }
    }

    private static void widen(Buffer operand, int from, double[] x, int to, int n) {
        if (operand.array() instanceof float[] narrow) {
            for (int k = 0; k < n; k++) {
                x[to + k] = narrow[from + k];
            }
        } else {
            System.arraycopy(operand.doubles(), from, x, to, n);
        }
    }

    private static void round(double[] y, Buffer to, int at, int n) {
        int width = to.dtype().width();
        switch (to.array()) {
            case float[] result -> {
                for (int k = 0; k < n * width; k++) {
                    result[at * width + k] = (float) y[k];
                }
            }
            case double[] result -> System.arraycopy(y, 0, result, at * width, n * width);
            case byte[] result -> {
                for (int k = 0; k < n; k++) {
                    result[at + k] = (byte) y[k];
                }
            }
            default -> throw new AssertionError(to);
        }
    }
}
