package dev.lamina.op.norm;

import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.thread.Parallel;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.Arrays;

/**
 * Sums over the rows of matrices, column by column: in blocks of rows as floats, of the blocks as doubles, all in order. So the bits
 * depend on the number of rows alone.
 */
final class ChannelSums implements Parallel.Task {
    private static final int BLOCK = 128;

    /** Adds the parts of some rows, of which the first begins at {@code at}, to the sums of their block, which begin at {@code to}. */
    interface Part {
        void add(int at, int rows, float[] sums, int to);
    }

    private static final Part NOTHING = (at, rows, sums, to) -> {};

    private final int rows;
    private final int columns;
    private final int blocks;
    private final boolean isAlone;
    private final float[] partial;
    private Part part = NOTHING;

    ChannelSums(KernelContext c, int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        blocks = (rows + BLOCK - 1) / BLOCK;
        isAlone = (long) rows * columns < 1 << 14;
        partial =
                (float[]) c.workspace(DType.FLOAT32, Shape.of(blocks, columns)).array();
    }

    /** Sums the parts of all rows. */
    void run(Part added, double[] sums) {
        part = added;
        if (isAlone) {
            for (int block = 0; block < blocks; block++) {
                run(block);
            }
        } else {
            Parallel.run(blocks, this);
        }
        part = NOTHING;
        Arrays.fill(sums, 0, columns, 0);
        for (int block = 0; block < blocks; block++) {
            for (int k = 0; k < columns; k++) {
                sums[k] += partial[block * columns + k];
            }
        }
    }

    @Override
    public void run(int block) {
        int to = block * columns;
        Arrays.fill(partial, to, to + columns, 0f);
        int first = block * BLOCK;
        part.add(first * columns, Math.min(BLOCK, rows - first), partial, to);
    }
}
