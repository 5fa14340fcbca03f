package dev.lamina.op.reduce;

import dev.lamina.graph.KernelContext;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;

/**
 * Finds the greatest elements of a row, in descending order, the first of equal ones first and NaN last.
 *
 * <p>The best so far lie in a heap with the worst of them on top.
 */
final class Ranking {
    private final int k;
    private final int[] heap;
    private final boolean integers;
    /** Turns the highest bit of uint64 round, which brings unsigned numbers into the order of signed ones. */
    private final long flip;

    private int used;

    Ranking(KernelContext c, int k) {
        this.k = k;
        heap = new int[k];
        integers = c.inputType(0).isInteger();
        flip = c.inputType(0) == DType.UINT64 ? Long.MIN_VALUE : 0;
    }

    /** The indices, counted from {@code at}, of the greatest of the {@code n} elements from there on; valid until the next call. */
    int[] run(Buffer x, int at, int n) {
        used = 0;
        for (int i = 0; i < n && k > 0; i++) {
            if (used < k) {
                heap[used++] = i;
                rise(x, at);
            } else if (isBefore(x, at, i, heap[0])) {
                heap[0] = i;
                sink(x, at);
            }
        }
        while (used > 1) {
            int worst = heap[0];
            heap[0] = heap[--used];
            heap[used] = worst;
            sink(x, at);
        }
        return heap;
    }

    private void rise(Buffer x, int at) {
        int child = used - 1;
        while (child > 0 && isBefore(x, at, heap[(child - 1) / 2], heap[child])) {
            swap(child, (child - 1) / 2);
            child = (child - 1) / 2;
        }
    }

    private void sink(Buffer x, int at) {
        int parent = 0;
        int child = 1;
        while (child < used) {
            if (child + 1 < used && isBefore(x, at, heap[child], heap[child + 1])) {
                child++;
            }
            if (!isBefore(x, at, heap[parent], heap[child])) {
                return;
            }
            swap(parent, child);
            parent = child;
            child = 2 * parent + 1;
        }
    }

    private void swap(int a, int b) {
        int kept = heap[a];
        heap[a] = heap[b];
        heap[b] = kept;
    }

    /** Says whether element {@code i} of the row comes before element {@code j} in the result. */
    boolean isBefore(Buffer x, int at, int i, int j) {
        int order;
        if (integers) {
            order = Long.compare(x.asLong(at + j) ^ flip, x.asLong(at + i) ^ flip);
        } else {
            double a = x.asDouble(at + i);
            double b = x.asDouble(at + j);
            if (a > b || (Double.isNaN(b) && !Double.isNaN(a))) {
                return true;
            }
            order = a < b || (Double.isNaN(a) && !Double.isNaN(b)) ? 1 : 0;
        }
        return order < 0 || (order == 0 && i < j);
    }
}
