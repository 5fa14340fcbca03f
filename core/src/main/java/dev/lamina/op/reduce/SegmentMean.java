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
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.array.ConcatV2;
import dev.lamina.op.array.Fill;
import dev.lamina.op.array.OnesLike;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.GatherV2;
import dev.lamina.op.index.Slice;
import dev.lamina.op.kernel.Strides;
import dev.lamina.op.kernel.SumLoop;
import dev.lamina.op.kernel.Widened;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The mean of the neighbouring slices of {@code data} that have the same id, the ids ascending from 0 on; zeros for an id that is left out. */
@OpDef(
        inputs = {"data: T", "segment_ids: Tindices"},
        outputs = "output: T",
        attrs = {
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}",
            "Tindices: {int32, int64}"
        })
public record SegmentMean() implements Op {
    /** Adds means. */
    public static Output of(Scope scope, Operand data, Operand ids) {
        return scope.output(new SegmentMean(), data, ids);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Segments.shapes(c);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return switch (c.inputType(0)) {
            case FLOAT32, FLOAT64, INT32, INT64 -> means(c);
            default -> Widened.of(c, this::kernel);
        };
    }

    private static Kernel means(KernelContext c) {
        Kernel sums = Segments.kernel(c, SumLoop.LOOP, 0);
        int rows = c.inputShape(1).size();
        int n = Strides.count(c.inputShape(0), 1, c.inputShape(0).rank());
        return (inputs, outputs) -> {
            sums.run(inputs, outputs);
            int first = 0;
            for (int row = 1; row <= rows; row++) {
                int id = (int) inputs[1].asLong(first);
                if (row == rows || inputs[1].asLong(row) != id) {
                    divide(outputs[0], id * n, n, row - first);
                    first = row;
                }
            }
        };
    }

    private static void divide(Buffer y, int at, int n, int count) {
        for (int k = at; count > 1 && k < at + n; k++) {
            switch (y.array()) {
                case float[] floats -> floats[k] /= count;
                case double[] doubles -> doubles[k] /= count;
                case int[] ints -> ints[k] /= count;
                default -> y.longs()[k] /= count;
            }
        }
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output ids = c.input(1);
        Output ones = OnesLike.of(
                scope, Slice.of(scope, dev.lamina.op.array.Shape.of(scope, c.input(0)), new int[] {1}, new int[] {-1}));
        Output column = ConcatV2.of(scope, List.of(dev.lamina.op.array.Shape.of(scope, ids), ones), 0);
        Output each = Fill.of(scope, column, Const.of(scope, 1, c.upstream(0).dtype()));
        Output counts = SegmentSum.of(scope, each, ids);
        Output byData = RealDiv.of(scope, GatherV2.of(scope, c.upstream(0), ids), GatherV2.of(scope, counts, ids));
        return Segments.withoutOthers(c, byData);
    }

    static List<Sample> samples() {
        float[][] x = {{1, 2, 3, 4}, {4, 3, 2, 1}, {5, 6, 7, 8}};
        SegmentMean op = new SegmentMean();
        return List.of(
                Sample.of(op, x, new int[] {0, 0, 1}).gives((Object)
                        new float[][] {{2.5f, 2.5f, 2.5f, 2.5f}, {5, 6, 7, 8}}),
                Sample.of(op, new double[] {3, -2, 1}, new long[] {1, 1, 3})
                        .gives((Object) new double[] {0, 0.5, 0, 1}),
                Sample.rough(op, new int[] {-3, -4, 1}, new int[] {0, 0, 1}).gives((Object) new int[] {-3, 1}),
                Sample.rough(op, new float[0], new int[0]).gives((Object) new float[0]),
                Sample.refused("segment ids are not increasing", op, x, new int[] {1, 0, 1}),
                Sample.refused("segment ids must be >= 0", op, x, new int[] {-1, 0, 1}),
                Sample.refused("should be the same size as dimension 0 of input", op, x, new int[] {0, 1}));
    }
}
