package dev.lamina.op.reduce;

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
import dev.lamina.op.index.GatherV2;
import dev.lamina.op.kernel.SumLoop;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sum of the neighbouring slices of {@code data} that have the same id, the ids ascending from 0 on; zeros for an id that is left out. */
@OpDef(
        inputs = {"data: T", "segment_ids: Tindices"},
        outputs = "output: T",
        attrs = {
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64, complex64, complex128}",
            "Tindices: {int32, int64}"
        })
public record SegmentSum() implements ComplexOp.ByParts {
    /** Adds sums. */
    public static Output of(Scope scope, Operand data, Operand ids) {
        return scope.output(new SegmentSum(), data, ids);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Segments.shapes(c);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Segments.kernel(c, SumLoop.LOOP, 0);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Arrays.asList(GatherV2.of(c.scope(), c.upstream(0), c.input(1)), null);
    }

    static List<Sample> samples() {
        float[][] x = {{1, 2}, {3, 8}, {5, 6}};
        SegmentSum op = new SegmentSum();
        return List.of(
                Sample.of(op, x, new int[] {0, 0, 2}).gives((Object) new float[][] {{4, 10}, {0, 0}, {5, 6}}),
                Sample.of(op, new double[] {1, -3}, new long[] {1, 1}).gives((Object) new double[] {0, -2}),
                Sample.rough(op, new byte[] {100, 100}, new int[] {0, 0}).gives((Object) new byte[] {-56}),
                Sample.refused("segment ids are not increasing", op, x, new int[] {1, 0, 1}),
                Sample.refused("segment ids must be >= 0", op, x, new int[] {-1, 0, 1}),
                Sample.refused("should be the same size as dimension 0 of input", op, x, new int[] {0, 1}));
    }

    /** {@link SegmentSum} of as many segments as are told; 0 for an id that is left out. */
    @OpDef(
            inputs = {"data: T", "segment_ids: Tindices", "num_segments: Tnumsegments"},
            outputs = "output: T",
            attrs = {
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64, complex64, complex128}",
                "Tindices: {int32, int64}",
                "Tnumsegments: {int32, int64} = int32"
            })
    public record SegmentSumV2() implements ComplexOp.ByParts {
        /** Adds the operation. */
        public static Output of(Scope scope, Operand data, Operand ids, Operand count) {
            return scope.output(new SegmentSumV2(), data, ids, count);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            return Segments.counted(c);
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return Segments.kernel(c, SumLoop.LOOP, 0);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return Segments.withoutOthers(c, GatherV2.of(c.scope(), c.upstream(0), c.input(1)));
        }

        static List<Sample> samples() {
            float[][] x = {{1, 2}, {3, 8}, {5, 6}};
            return List.of(
                    Sample.of(new SegmentSumV2(), x, new int[] {0, 0, 2}, 4).gives((Object)
                            new float[][] {{4, 10}, {0, 0}, {5, 6}, {0, 0}}),
                    Sample.refused("segment ids are not increasing", new SegmentSumV2(), x, new int[] {1, 0, 1}, 2L));
        }
    }
}
