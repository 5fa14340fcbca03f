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
import dev.lamina.op.kernel.Limits;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The greatest of the neighbouring slices of {@code data} that have the same id, the ids ascending from 0 on; zeros for an id that is left out. */
@OpDef(
        inputs = {"data: T", "segment_ids: Tindices"},
        outputs = "output: T",
        attrs = {
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}",
            "Tindices: {int32, int64}"
        })
public record SegmentMax() implements Op {
    /** Adds a choice. */
    public static Output of(Scope scope, Operand data, Operand ids) {
        return scope.output(new SegmentMax(), data, ids);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Segments.shapes(c);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Segments.ordered(c, Max.LOOP, c.inputType(0).newArray(1));
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Segments.gradientOfExtremes(c);
    }

    static List<Sample> samples() {
        float[][] x = {{1, 2}, {3, 8}, {5, 6}};
        SegmentMax op = new SegmentMax();
        return List.of(
                Sample.of(op, x, new int[] {0, 0, 2}).gives((Object) new float[][] {{3, 8}, {0, 0}, {5, 6}}),
                Sample.of(op, new double[] {1, -3}, new long[] {1, 1}).gives((Object) new double[] {0, 1}),
                Sample.rough(op, new byte[] {100, -3}, new int[] {0, 0}).gives((Object) new byte[] {100}),
                Sample.rough(op, Tensor.of(new long[] {1, -1, 5}, DType.UINT64), new int[] {0, 0, 2})
                        .gives(Tensor.of(new long[] {-1, 0, 5}, DType.UINT64)),
                Sample.refused("segment ids are not increasing", op, x, new int[] {1, 0, 1}),
                Sample.refused("segment ids must be >= 0", op, x, new int[] {-1, 0, 1}),
                Sample.refused(
                        "the last segment id is 9223372036854775807", op, new float[1], new long[] {Long.MAX_VALUE}),
                Sample.refused("should be the same size as dimension 0 of input", op, x, new int[] {0, 1}));
    }

    /** {@link SegmentMax} of as many segments as are told; the lowest finite number of the type for an id that is left out. */
    @OpDef(
            inputs = {"data: T", "segment_ids: Tindices", "num_segments: Tnumsegments"},
            outputs = "output: T",
            attrs = {
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}",
                "Tindices: {int32, int64}",
                "Tnumsegments: {int32, int64} = int32"
            })
    public record SegmentMaxV2() implements Op {
        /** Adds the operation. */
        public static Output of(Scope scope, Operand data, Operand ids, Operand count) {
            return scope.output(new SegmentMaxV2(), data, ids, count);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            return Segments.counted(c);
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return Segments.ordered(c, Max.LOOP, Limits.lowest(c.inputType(0)));
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return Segments.gradientOfExtremes(c);
        }

        static List<Sample> samples() {
            float[][] x = {{1, 2}, {3, 8}, {5, 6}};
            return List.of(
                    Sample.rough(new SegmentMaxV2(), x, new int[] {0, 0, 2}, 4).gives((Object) new float[][] {
                        {3, 8}, {-Float.MAX_VALUE, -Float.MAX_VALUE}, {5, 6}, {-Float.MAX_VALUE, -Float.MAX_VALUE}
                    }),
                    Sample.of(new SegmentMaxV2(), x, new int[] {0, 0, 1}, 2).gives((Object)
                            new float[][] {{3, 8}, {5, 6}}),
                    Sample.refused("segment ids are not increasing", new SegmentMaxV2(), x, new int[] {1, 0, 1}, 2L));
        }
    }
}
