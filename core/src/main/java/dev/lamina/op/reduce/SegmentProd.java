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
import dev.lamina.op.index.GatherV2;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The product of the neighbouring slices of {@code data} that have the same id, the ids ascending from 0 on; ones for an id that is left out. */
@OpDef(
        inputs = {"data: T", "segment_ids: Tindices"},
        outputs = "output: T",
        attrs = {
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}",
            "Tindices: {int32, int64}"
        })
public record SegmentProd() implements Op {
    /** Adds products. */
    public static Output of(Scope scope, Operand data, Operand ids) {
        return scope.output(new SegmentProd(), data, ids);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Segments.shapes(c);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Segments.kernel(c, Prod.LOOP, 1);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output ids = c.input(1);
        Output byData = Segments.gradientOfProducts(
                c, x -> SegmentSum.of(scope, x, ids), x -> of(scope, x, ids), x -> GatherV2.of(scope, x, ids));
        return Segments.withoutOthers(c, byData);
    }

    static List<Sample> samples() {
        float[][] x = {{1, 2, 3, 4}, {4, 3, 2, 1}, {5, 6, 7, 8}};
        SegmentProd op = new SegmentProd();
        return List.of(
                Sample.of(op, x, new int[] {0, 0, 1}).gives((Object) new float[][] {{4, 6, 6, 4}, {5, 6, 7, 8}}),
                Sample.of(op, new double[] {3, -3}, new long[] {1, 1}).gives((Object) new double[] {1, -9}),
                Sample.rough(op, new float[] {0, 2, 0, 0, 3}, new int[] {0, 0, 1, 1, 1})
                        .gives((Object) new float[] {0, 0}),
                Sample.rough(op, new byte[] {100, 3}, new int[] {0, 0}).gives((Object) new byte[] {44}),
                Sample.refused("segment ids are not increasing", op, x, new int[] {1, 0, 1}),
                Sample.refused("segment ids must be >= 0", op, x, new int[] {-1, 0, 1}),
                Sample.refused("should be the same size as dimension 0 of input", op, x, new int[] {0, 1}));
    }

    /** {@link SegmentProd} of as many segments as are told. */
    @OpDef(
            inputs = {"data: T", "segment_ids: Tindices", "num_segments: Tnumsegments"},
            outputs = "output: T",
            attrs = {
                "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}",
                "Tindices: {int32, int64}",
                "Tnumsegments: {int32, int64} = int32"
            })
    public record SegmentProdV2() implements Op {
        /** Adds products. */
        public static Output of(Scope scope, Operand data, Operand ids, Operand count) {
            return scope.output(new SegmentProdV2(), data, ids, count);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            return Segments.counted(c);
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return Segments.kernel(c, Prod.LOOP, 1);
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            Scope scope = c.scope();
            Output ids = c.input(1);
            Output byData = Segments.gradientOfProducts(
                    c,
                    x -> SegmentSum.SegmentSumV2.of(scope, x, ids, c.input(2)),
                    x -> of(scope, x, ids, c.input(2)),
                    x -> GatherV2.of(scope, x, ids));
            return Segments.withoutOthers(c, byData);
        }

        static List<Sample> samples() {
            float[][] x = {{1, 2}, {3, 8}, {5, 6}};
            return List.of(
                    Sample.of(new SegmentProdV2(), x, new int[] {0, 0, 2}, 4).gives((Object)
                            new float[][] {{3, 16}, {1, 1}, {5, 6}, {1, 1}}),
                    Sample.refused("segment ids are not increasing", new SegmentProdV2(), x, new int[] {1, 0, 1}, 2L));
        }
    }
}
