package dev.lamina.op.rnn;

import dev.lamina.graph.KernelContext;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;

/** The labels of one example at a time, out of a sparse tensor, with a blank before each and one behind the last. */
final class CtcLabels {
    private final KernelContext context;
    private final int blank;
    private final boolean collapses;
    private final boolean ignoresLonger;
    private final int batch;
    private final int entries;
    private final int most;
    private final Buffer sequence;

    CtcLabels(KernelContext c, int blank, boolean collapses, boolean ignoresLonger) {
        context = c;
        this.blank = blank;
        this.collapses = collapses;
        this.ignoresLonger = ignoresLonger;
        batch = (int) c.inputShape(0).dim(1);
        entries = c.inputShape(2).size();
        most = 2 * (int) Math.min(entries, c.inputShape(0).dim(0)) + 1;
        sequence = c.workspace(DType.INT32, Shape.of(most));
    }

    /** The most that {@link #of} gives. */
    int most() {
        return most;
    }

    /** The label or blank at a place. */
    int at(int u) {
        return sequence.ints()[u];
    }

    /** Requires that all labels are of examples, in ascending order. */
    void check(Buffer[] in) {
        long[] indices = in[1].longs();
        for (int i = 0; i < entries; i++) {
            long b = indices[2 * i];
            long place = indices[2 * i + 1];
            boolean isBehind =
                    i == 0 || b > indices[2 * i - 2] || (b == indices[2 * i - 2] && place > indices[2 * i - 1]);
            if (b < 0 || b >= batch || place < 0 || !isBehind) {
                throw context.error("label SparseTensor is not valid: indices[" + i + "] = [" + b + "," + place
                        + "] is out of bounds or out of order");
            }
        }
    }

    /** Finds the labels of an example; how many there are with the blanks, or -1 if it is to be passed over. */
    int of(Buffer[] in, int b, int time, int classes) {
        long[] indices = in[1].longs();
        int[] values = in[2].ints();
        int from = 0;
        while (from < entries && indices[2 * from] < b) {
            from++;
        }
        int to = from;
        while (to < entries && indices[2 * to] == b) {
            to++;
        }
        if (to == from) {
            throw context.error("Labels length is zero in batch " + b);
        }
        if (to - from > time) {
            if (ignoresLonger) {
                return -1;
            }
            throw context.error("Not enough time for target transition sequence (required: " + (to - from)
                    + ", available: " + time + ") in batch " + b
                    + "; examples of more labels than steps are left out with ignore_longer_outputs_than_inputs");
        }
        return fill(values, from, to, b, classes);
    }

    private int fill(int[] values, int from, int to, int b, int classes) {
        int[] all = sequence.ints();
        int count = 0;
        boolean isAtEnd = false;
        for (int i = from; i < to; i++) {
            int label = values[i];
            if (i > from && collapses && label == values[i - 1]) {
                continue;
            }
            if (label < 0) {
                throw context.error("All labels must be nonnegative integers, batch: " + b + " label: " + label);
            }
            if (label == blank || label >= classes) {
                isAtEnd = true;
                continue;
            }
            if (isAtEnd) {
                throw context.error("Saw a non-null label following a null label, batch: " + b + " num_classes: "
                        + classes + " label: " + label);
            }
            all[count++] = blank;
            all[count++] = label;
        }
        all[count++] = blank;
        return count;
    }
}
