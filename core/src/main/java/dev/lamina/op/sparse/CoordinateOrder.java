package dev.lamina.op.sparse;

import dev.lamina.graph.KernelContext;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;

/** Brings rows of coordinates into their order, by merging: equal ones stay as they were. */
final class CoordinateOrder {
    private final int count;
    private final int rank;
    private int[] rows;
    private int[] merged;

    CoordinateOrder(KernelContext c, int count, int rank) {
        this.count = count;
        this.rank = rank;
        rows = c.workspace(DType.INT32, Shape.of(count)).ints();
        merged = c.workspace(DType.INT32, Shape.of(count)).ints();
    }

    /** The numbers of the rows in the order of their coordinates. */
    int[] run(Buffer indices) {
        for (int i = 0; i < count; i++) {
            rows[i] = i;
        }
        for (int width = 1; width < count; width *= 2) {
            for (int from = 0; from < count; from += 2 * width) {
                merge(indices, from, Math.min(count, from + width), Math.min(count, from + 2 * width));
            }
            int[] before = rows;
            rows = merged;
            merged = before;
        }
        return rows;
    }

    private void merge(Buffer indices, int from, int middle, int to) {
        int left = from;
        int right = middle;
        for (int k = from; k < to; k++) {
            boolean takesLeft = left < middle
                    && (right >= to || Coordinates.compare(indices, rows[left], indices, rows[right], rank) <= 0);
            merged[k] = takesLeft ? rows[left++] : rows[right++];
        }
    }
}
