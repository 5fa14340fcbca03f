package dev.lamina.op.kernel;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.array.Broadcast;
import dev.lamina.kernel.thread.Parallel;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a loop of operands that broadcast.
 *
 * <p>The loop sees all arrays through one index, so it works on a desk: chunk by chunk the operands are spread or copied to
 * short arrays that begin together, and the result is copied from there. That costs less than a loop without vector
 * instructions. What is the same in every chunk, such as a bias, is spread once a run; the chunk at the beginning needs no
 * copies of the operands that line up with the result.
 */
public final class BroadcastKernel implements Kernel, Parallel.Task {
    /** How many elements a desk has space for: few enough that it stays in the first cache. */
    private static final int CHUNK = 1 << 11;

    /** How many elements one task does at least, and how many tasks there are at most. */
    private static final int TASK = 1 << 13;

    private static final int MAX_TASKS = 32;

    /** What one task works with: the operands as the loop sees them, and the arrays of its own. */
    private static final class Desk {
        final Object[] x;
        final @Nullable Object[] scratch;
        final Object y;

        Desk(@Nullable Object[] scratch, Object y) {
            x = new Object[scratch.length];
            this.scratch = scratch;
            this.y = y;
        }
    }

    private final Loops.Block block;
    private final Broadcast layout;
    private final int rows;
    private final int inner;
    private final int rowsPerChunk;
    private final int chunksPerRow;
    private final int chunks;
    private final int chunksPerTask;
    private final @Nullable Object[] repeated;
    private final Object[] given;
    private final Desk[] desks;
    private Object result = this;

    private BroadcastKernel(KernelContext c, Loops.Block block, Broadcast layout, int operands) {
        this.block = block;
        this.layout = layout;
        rows = layout.rows();
        inner = layout.inner();
        rowsPerChunk = Math.clamp(CHUNK / inner, 1, rows);
        chunksPerRow = Math.ceilDiv(inner, CHUNK);
        chunks = Math.ceilDiv(rows, rowsPerChunk) * chunksPerRow;
        int size = rows * inner;
        int tasks = size < AlignedKernel.PARALLEL_FROM ? 1 : Math.min(MAX_TASKS, size / TASK);
        chunksPerTask = Math.ceilDiv(chunks, tasks);
        int length = rowsPerChunk * Math.min(inner, CHUNK);
        given = new Object[operands];
        repeated = new Object[operands];
        for (int i = 0; i < operands; i++) {
            if (layout.repeats(i) && (chunksPerRow == 1 || !layout.moves(i))) {
                repeated[i] = array(c, c.inputType(i), length);
            }
        }
        desks = new Desk[Math.ceilDiv(chunks, chunksPerTask)];
        for (int task = 0; task < desks.length; task++) {
            @Nullable Object[] scratch = new Object[operands];
            for (int i = 0; i < operands; i++) {
                scratch[i] = repeated[i] == null ? array(c, c.inputType(i), length) : null;
            }
            desks[task] = new Desk(scratch, array(c, c.outputType(0), length));
        }
    }

    private static Object array(KernelContext c, DType type, int length) {
        return c.workspace(type, Shape.of(length)).array();
    }

    /** A kernel of all inputs. */
    public static Kernel of(KernelContext c, Loops.Block block) {
        return of(
                c,
                block,
                IntStream.range(0, c.inputs())
                        .mapToObj(i -> c.inputShape(i).dims())
                        .toArray(long[][]::new));
    }

    /** A kernel of operands that are seen in other dimensions than their own. */
    public static Kernel of(KernelContext c, Loops.Block block, long[]... dims) {
        int size = c.outputShape(0).size();
        Broadcast layout = new Broadcast(c.outputShape(0).dims(), dims);
        return size == 0 || IntStream.range(0, dims.length).allMatch(layout::aligns)
                ? new AlignedKernel(dims.length, size, block)
                : new BroadcastKernel(c, block, layout, dims.length);
    }

    @Override
    public void run(Buffer[] inputs, Buffer[] outputs) {
        for (int i = 0; i < given.length; i++) {
            given[i] = inputs[i].array();
            Object once = repeated[i];
            if (once != null) {
                int n = Math.min(inner, CHUNK);
                spread(i, 0, 0, once, 0, n);
                Spread.repeat(once, n, rowsPerChunk * n);
            }
        }
        result = outputs[0].array();
        Parallel.run(desks.length, this);
        Arrays.fill(given, this);
        result = this;
    }

    @Override
    public void run(int task) {
        Desk desk = desks[task];
        int end = Math.min(chunks, (task + 1) * chunksPerTask);
        for (int chunk = task * chunksPerTask; chunk < end; chunk++) {
            int group = chunk / chunksPerRow;
            int row = group * rowsPerChunk;
            int at = (chunk - group * chunksPerRow) * CHUNK;
            chunk(desk, row, Math.min(rowsPerChunk, rows - row), at, Math.min(CHUNK, inner - at));
        }
        Arrays.fill(desk.x, this);
    }

    /** Does {@code n} elements, from {@code at} on, of each of {@code count} rows: all of them if it is more than one row. */
    private void chunk(Desk desk, int row, int count, int at, int n) {
        int from = row * inner + at;
        for (int i = 0; i < given.length; i++) {
            Object own = desk.scratch[i];
            Object once = repeated[i];
            if (once != null) {
                desk.x[i] = once;
            } else if (own == null || (from == 0 && layout.aligns(i))) {
                desk.x[i] = given[i];
            } else {
                desk.x[i] = own;
                if (layout.aligns(i)) {
                    System.arraycopy(given[i], from, own, 0, count * n);
                } else {
                    for (int r = 0; r < count; r++) {
                        spread(i, row + r, at, own, r * n, n);
                    }
                }
            }
        }
        if (from == 0) {
            block.run(desk.x, result, 0, count * n);
        } else {
            block.run(desk.x, desk.y, 0, count * n);
            System.arraycopy(desk.y, 0, result, from, count * n);
        }
    }

    /** Writes {@code n} elements of a row of an operand, from {@code at} on, as the result has them. */
    private void spread(int operand, int row, int at, Object target, int to, int n) {
        int offset = layout.offset(operand, row);
        if (layout.moves(operand)) {
            System.arraycopy(given[operand], offset + at, target, to, n);
        } else {
            Spread.run(given[operand], offset, target, to, n);
        }
    }
}
