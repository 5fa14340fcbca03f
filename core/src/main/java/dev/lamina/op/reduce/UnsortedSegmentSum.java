package dev.lamina.op.reduce;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Maximum;
import dev.lamina.op.array.Pack;
import dev.lamina.op.array.Pad;
import dev.lamina.op.array.Rank;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.GatherV2;
import dev.lamina.op.index.ScatterNd;
import dev.lamina.op.kernel.Accumulate;
import dev.lamina.op.kernel.NdIndex;
import dev.lamina.op.kernel.Spread;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sums of slices: slice k of the output is the sum of all slices of {@code data} whose segment id is k, in their order,
 * or zeros if there is none. Slices with a negative id are left out.
 */
@OpDef(
        inputs = {"data: T", "segment_ids: Tindices", "num_segments: Tnumsegments"},
        outputs = "output: T",
        attrs = {
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}",
            "Tindices: {int32, int64}",
            "Tnumsegments: {int32, int64} = int32"
        })
public record UnsortedSegmentSum() implements Op {
    /** Adds the sums; the shape of {@code ids} is a beginning of that of {@code data}. */
    public static Output of(Scope scope, Operand data, Operand ids, Operand count) {
        return scope.output(new UnsortedSegmentSum(), data, ids, count);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape data = c.shape(0);
        Shape ids = c.shape(1);
        c.withRank(2, 0, "num_segments");
        Tensor count = c.peek(2);
        if (count != null && count.longValue() < 0) {
            throw c.error("Input num_segments == " + count + " must not be negative.");
        }
        if (!data.hasRank() || !ids.hasRank()) {
            return List.of(Shape.unknown());
        }
        if (ids.rank() > data.rank() || !ids.isCompatibleWith(data.slice(0, ids.rank()))) {
            throw c.error("data.shape = " + data + " does not start with segment_ids.shape = " + ids);
        }
        return List.of(Shape.of(count == null ? -1 : count.longValue()).concat(data.slice(ids.rank(), data.rank())));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Shape ids = c.inputShape(1);
        Shape shape = c.outputShape(0);
        int rows = ids.size();
        long segments = shape.dim(0);
        int n = Strides.count(shape, 1, shape.rank());
        DType type = c.outputType(0);
        Object zero = type.newArray(1);
        return (inputs, outputs) -> {
            Spread.run(zero, 0, outputs[0].array(), outputs[0].size());
            for (int row = 0; row < rows; row++) {
                long id = inputs[1].asLong(row);
                if (id >= segments) {
                    throw c.error(NdIndex.name("segment_ids", ids, row) + " = " + id + " is out of range [0, "
                            + segments + ")");
                }
                if (id >= 0) {
                    Accumulate.run(type, 1, inputs[0].array(), row * n, outputs[0].array(), (int) id * n, n);
                }
            }
        };
    }

    /** Gathers, with a slice of zeros put in front for all negative ids. */
    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output ids = c.input(1);
        Output shape = Pack.of(scope, List.of(Rank.of(scope, c.upstream(0)), Const.of(scope, 2)), 0);
        Output oneInFront =
                ScatterNd.of(scope, Const.of(scope, new int[][] {{0, 0}}), Const.of(scope, new int[] {1}), shape);
        Output padded = Pad.of(scope, c.upstream(0), oneInFront);
        Output outside = Const.of(scope, -1, ids.dtype());
        Output places = Add.of(scope, Maximum.of(scope, ids, outside), Const.of(scope, 1, ids.dtype()));
        return Arrays.asList(GatherV2.of(scope, padded, places), null, null);
    }

    static List<Sample> samples() {
        float[][] x = {{1, 2}, {3, 4}, {5, 6}};
        return List.of(
                Sample.of(new UnsortedSegmentSum(), x, new int[] {2, 0, 2}, 4).gives((Object)
                        new float[][] {{3, 4}, {0, 0}, {6, 8}, {0, 0}}),
                Sample.of(new UnsortedSegmentSum(), x, new long[][] {{0, 1}, {1, 0}, {-1, 0}}, 2L)
                        .gives((Object) new float[] {11, 5}),
                Sample.rough(new UnsortedSegmentSum(), new byte[] {100, 100}, new int[] {0, 0}, 1)
                        .gives((Object) new byte[] {-56}),
                Sample.refused(
                        "segment_ids[1] = 3 is out of range [0, 3)",
                        new UnsortedSegmentSum(),
                        x,
                        new int[] {0, 3, 0},
                        3),
                Sample.refused(
                        "does not start with segment_ids.shape = [2]",
                        new UnsortedSegmentSum(),
                        x,
                        new int[] {0, 1},
                        2));
    }
}
