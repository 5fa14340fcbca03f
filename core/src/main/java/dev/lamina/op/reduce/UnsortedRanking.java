package dev.lamina.op.reduce;

import dev.lamina.graph.KernelContext;
import dev.lamina.tensor.Buffer;

/**
 * Finds the greatest elements of a row and leaves them in the order in which TensorFlow does where it need not sort them:
 * that of the heap of the C++ library, with the least of them on top.
 */
final class UnsortedRanking {
    private final Ranking ranking;
    private final int k;
    private final int[] heap;

    UnsortedRanking(KernelContext c, int k) {
        this.k = k;
        ranking = new Ranking(c, k);
        heap = new int[k + 1];
    }

    /** As {@link Ranking#run}; a single element, and all of a row, come in descending order. */
    int[] run(Buffer x, int at, int n) {
        if (k <= 1 || k == n) {
            return ranking.run(x, at, n);
        }
        for (int i = 0; i <= k; i++) {
            heap[i] = i;
        }
        for (int parent = (k - 1) / 2; parent >= 0; parent--) {
            adjust(x, at, parent, k + 1, heap[parent]);
        }
        dropTop(x, at);
        for (int i = k + 1; i < n; i++) {
            if (ranking.isBefore(x, at, i, heap[0])) {
                raise(x, at, k, 0, i);
                dropTop(x, at);
            }
        }
        return heap;
    }

    /** Puts the last element in the place of the top one. */
    private void dropTop(Buffer x, int at) {
        adjust(x, at, 0, k, heap[k]);
    }

    /** Moves a hole down to a leaf, and raises the element from there. */
    private void adjust(Buffer x, int at, int top, int length, int element) {
        int hole = top;
        int child = 2 * hole + 2;
        while (child < length) {
            child -= ranking.isBefore(x, at, heap[child], heap[child - 1]) ? 1 : 0;
            heap[hole] = heap[child];
            hole = child;
            child = 2 * hole + 2;
        }
        if (child == length) {
            heap[hole] = heap[child - 1];
            hole = child - 1;
        }
        raise(x, at, hole, top, element);
    }

    /** Puts an element into a hole, or as far up as it belongs. */
    private void raise(Buffer x, int at, int from, int top, int element) {
        int hole = from;
        int parent = (hole - 1) / 2;
        while (hole > top && ranking.isBefore(x, at, heap[parent], element)) {
            heap[hole] = heap[parent];
            hole = parent;
            parent = (hole - 1) / 2;
        }
        heap[hole] = element;
    }
}
