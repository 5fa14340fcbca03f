package dev.lamina.op.rnn;

import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.ShapedByKernel;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;

/** What decoders take and give: logits with lengths, and sequences as sparse tensors. */
final class Decoded {
    private Decoded() {}

    /** Checks the operands and gives the number of examples. */
    static long batch(ShapeContext c) {
        Shape inputs = c.withRank(0, 3, "inputs");
        Shape lengths = c.withRank(1, 1, "sequence_length");
        if (inputs.isFullyDefined() && inputs.elements() == 0) {
            throw c.error("inputs must not be empty");
        }
        long batch = LstmSizes.known(inputs.dim(1), lengths.dim(0));
        LstmSizes.require(c, "len(sequence_length)", lengths.dim(0), "batch_size", batch);
        return batch;
    }

    /** Requires that no sequence is longer than there are steps. */
    static void requireLengths(KernelContext c, Buffer lengths) {
        long steps = c.inputShape(0).dim(0);
        for (int b = 0; b < lengths.size(); b++) {
            if (lengths.ints()[b] > steps) {
                throw c.error("sequence_length(" + b + ") <= " + steps);
            }
        }
    }

    /** Writes an element of float32 or float64. */
    static void set(Buffer buffer, int index, double value) {
        if (buffer.dtype() == DType.FLOAT32) {
            buffer.floats()[index] = (float) value;
        } else {
            buffer.doubles()[index] = value;
        }
    }

    /** Hands the sequences of all examples over as a sparse tensor. */
    static void give(List<List<Integer>> sequences, Buffer indices, Buffer values, Buffer shape) {
        int count = sequences.stream().mapToInt(List::size).sum();
        long[] places = new long[2 * count];
        long[] all = new long[count];
        int next = 0;
        int longest = 0;
        for (int b = 0; b < sequences.size(); b++) {
            List<Integer> sequence = sequences.get(b);
            longest = Math.max(longest, sequence.size());
            for (int t = 0; t < sequence.size(); t++) {
                places[2 * next] = b;
                places[2 * next + 1] = t;
                all[next] = sequence.get(t);
                next++;
            }
        }
        ShapedByKernel.give(indices, Tensor.wrap(places, count, 2));
        ShapedByKernel.give(values, Tensor.wrap(all, count));
        shape.longs()[0] = sequences.size();
        shape.longs()[1] = longest;
    }
}
