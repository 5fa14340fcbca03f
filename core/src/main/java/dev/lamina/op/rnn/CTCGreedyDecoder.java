package dev.lamina.op.rnn;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.ShapedByKernel;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a sequence of logits, [time, batch, classes], says, taking the likeliest class of each step and leaving out blanks: a sparse
 * tensor of classes, and minus the sum of those logits.
 *
 * @param mergeRepeated whether a class that is said in several steps without a blank between them is one
 * @param blankIndex which class is the blank; from the last one down if it is negative
 */
@OpDef(
        inputs = {"inputs: T", "sequence_length: int32"},
        outputs = {"decoded_indices: int64", "decoded_values: int64", "decoded_shape: int64", "log_probability: T"},
        attrs = {"merge_repeated: bool = false", "blank_index: int = -1", "T: {float, double} = float"})
public record CTCGreedyDecoder(boolean mergeRepeated, long blankIndex) implements ShapedByKernel {
    /** Adds the operation; the last class is the blank. */
    public static List<Output> of(Scope scope, Operand inputs, Operand sequenceLength, boolean mergeRepeated) {
        return scope.node(new CTCGreedyDecoder(mergeRepeated, -1), List.of(inputs, sequenceLength))
                .outputs();
    }

    @Override
    public boolean isShapedByKernel(Node node, int output) {
        return output < 2;
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        long batch = Decoded.batch(c);
        long classes = c.withRank(0, 3, "inputs").dim(2);
        if (classes >= 0 && (blankIndex >= classes || blankIndex < -classes)) {
            throw c.error("blank_index expected to be between " + -classes + " and " + (classes - 1) + " but was "
                    + blankIndex);
        }
        return List.of(Shape.of(-1, 2), Shape.of(-1), Shape.of(2), Shape.of(batch, 1));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Shape x = c.inputShape(0);
        int batch = (int) x.dim(1);
        int classes = (int) x.dim(2);
        int blank = (int) (blankIndex < 0 ? classes + blankIndex : blankIndex);
        return (in, out) -> {
            Decoded.requireLengths(c, in[1]);
            List<List<Integer>> sequences = new ArrayList<>();
            for (int b = 0; b < batch; b++) {
                List<Integer> sequence = new ArrayList<>();
                double score = 0;
                int before = -1;
                for (int t = 0; t < in[1].ints()[b]; t++) {
                    int at = (t * batch + b) * classes;
                    int most = likeliest(in[0], at, classes);
                    score -= in[0].asDouble(at + most);
                    if (most != blank && !(mergeRepeated && most == before)) {
                        sequence.add(most);
                    }
                    before = most;
                }
                Decoded.set(out[3], b, score);
                sequences.add(sequence);
            }
            Decoded.give(sequences, out[0], out[1], out[2]);
        };
    }

    private static int likeliest(Buffer x, int at, int classes) {
        int most = 0;
        for (int k = 1; k < classes; k++) {
            if (x.asDouble(at + k) > x.asDouble(at + most)) {
                most = k;
            }
        }
        return most;
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        // The first example says 0 0 - 0, the second 1 1.
        float[][][] x = {{{3, 0, 1}, {0, 2, 1}}, {{4, 0, 1}, {0, 5, 1}}, {{0, 0, 2}, {9, 9, 9}}, {{1, 0, 0}, {9, 9, 9}}
        };
        int[] lengths = {4, 2};
        return List.of(
                Sample.rough(new CTCGreedyDecoder(true, -1), x, lengths)
                        .gives(
                                new long[][] {{0, 0}, {0, 1}, {1, 0}},
                                new long[] {0, 0, 1},
                                new long[] {2, 2},
                                new float[][] {{-10}, {-7}}),
                Sample.rough(new CTCGreedyDecoder(false, 0), x, lengths)
                        .gives(
                                new long[][] {{0, 0}, {1, 0}, {1, 1}},
                                new long[] {2, 1, 1},
                                new long[] {2, 2},
                                new float[][] {{-10}, {-7}}),
                Sample.refused("inputs must have rank 3", new CTCGreedyDecoder(true, -1), new float[2], lengths),
                Sample.refused("sequence_length(0) <= 4", new CTCGreedyDecoder(true, -1), x, new int[] {5, 1}),
                Sample.refused(
                        "blank_index expected to be between -3 and 2", new CTCGreedyDecoder(true, 3), x, lengths));
    }
}
