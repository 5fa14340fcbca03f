package dev.lamina.op.space;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The input with the first so many places of each sequence in reverse order, and the others as they are.
 *
 * @param seqDim the axis of the sequences' places
 * @param batchDim the axis of the sequences, each of which has its own length
 */
@OpDef(
        inputs = {"input: T", "seq_lengths: Tlen"},
        outputs = "output: T",
        attrs = {"seq_dim: int", "batch_dim: int = 0", "T: type", "Tlen: {int32, int64} = int64"})
public record ReverseSequence(long seqDim, long batchDim) implements ComplexOp.ByParts {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand input, Operand seqLengths, int seqDim, int batchDim) {
        return scope.output(new ReverseSequence(seqDim, batchDim), input, seqLengths);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape lengths = c.withRank(1, 1, "seq_lengths");
        Shape input = c.shape(0);
        if (seqDim == batchDim) {
            throw c.error("batch_dim == seq_dim == " + seqDim);
        }
        if (!input.hasRank()) {
            return List.of(input);
        }
        require(c, "batch_dim", batchDim, input);
        require(c, "seq_dim", seqDim, input);
        Shape batch = Shape.of(input.dim((int) batchDim));
        if (!batch.isCompatibleWith(lengths)) {
            throw c.error("Length of seq_lengths != input.dims(" + batchDim + "), (" + lengths.dim(0) + " vs. "
                    + batch.dim(0) + ")");
        }
        return List.of(input.with((int) batchDim, batch.merge(lengths).dim(0)));
    }

    private static void require(ShapeContext c, String what, long axis, Shape input) {
        if (axis < 0 || axis >= input.rank()) {
            throw c.error(what + " must be < input rank: " + axis + " vs. " + input.rank());
        }
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Shape shape = c.inputShape(0);
        if (shape.size() == 0) {
            return (inputs, outputs) -> {};
        }
        int seq = (int) seqDim;
        int batch = (int) batchDim;
        int inner = Strides.count(shape, seq + 1, shape.rank());
        int places = (int) shape.dim(seq);
        int sequences = (int) shape.dim(batch);
        int batchStride = Strides.of(shape)[batch];
        return (inputs, outputs) -> {
            check(c, inputs[1], places);
            int block = places * inner;
            // Where the sequences' axis comes behind that of their places, a run of one sequence ends with its stride.
            int run = Math.min(inner, batchStride);
            for (int at = 0; at < inputs[0].size(); at += block) {
                for (int from = 0; from < inner; from += run) {
                    int length = (int) inputs[1].asLong((at + from) / batchStride % sequences);
                    for (int place = 0; place < places; place++) {
                        int source = place < length ? length - 1 - place : place;
                        System.arraycopy(
                                inputs[0].array(),
                                at + source * inner + from,
                                outputs[0].array(),
                                at + place * inner + from,
                                run);
                    }
                }
            }
        };
    }

    private void check(KernelContext c, Buffer lengths, int places) {
        for (int i = 0; i < lengths.size(); i++) {
            if (lengths.asLong(i) < 0) {
                throw c.error("seq_lens(" + i + ") < 0");
            }
            if (lengths.asLong(i) > places) {
                throw c.error("seq_lens(" + i + ") > input.dims(" + seqDim + ")");
            }
        }
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Arrays.asList(c.scope().output(this, c.upstream(0), c.input(1)), null);
    }

    static List<Sample> samples() {
        float[][] rows = {{1, 2, 3, 4}, {5, 6, 7, 8}};
        float[][][] cube = {{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}, {{9, 10}, {11, 12}}};
        ReverseSequence op = new ReverseSequence(1, 0);
        return List.of(
                Sample.of(op, rows, new long[] {3, 2}).gives((Object) new float[][] {{3, 2, 1, 4}, {6, 5, 7, 8}}),
                Sample.of(new ReverseSequence(0, 1), cube, new int[] {3, 2}).gives((Object) new float[][][] {
                    {{9, 10}, {7, 8}}, {{5, 6}, {3, 4}}, {{1, 2}, {11, 12}}
                }),
                Sample.of(new ReverseSequence(0, 2), cube, new int[] {1, 3}).gives((Object) new float[][][] {
                    {{1, 10}, {3, 12}}, {{5, 6}, {7, 8}}, {{9, 2}, {11, 4}}
                }),
                Sample.of(new ReverseSequence(2, 0), cube, new int[] {2, 1, 0}).gives((Object) new float[][][] {
                    {{2, 1}, {4, 3}}, {{5, 6}, {7, 8}}, {{9, 10}, {11, 12}}
                }),
                Sample.rough(op, new String[][] {{"a", "b"}}, new long[] {2})
                        .gives((Object) new String[][] {{"b", "a"}}),
                Sample.refused("seq_lens(1) > input.dims(1)", op, rows, new long[] {3, 5}),
                Sample.refused("seq_lens(0) < 0", op, rows, new long[] {-1, 2}),
                Sample.refused("(3 vs. 2)", op, rows, new long[3]),
                Sample.refused("seq_dim must be < input rank: 2 vs. 2", new ReverseSequence(2, 0), rows, new long[2]),
                Sample.refused("batch_dim == seq_dim == 1", new ReverseSequence(1, 1), rows, new long[2]));
    }
}
