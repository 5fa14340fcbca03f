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
import dev.lamina.op.kernel.Combination;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Products in segments: slice k of the output is that of all slices of {@code data} whose segment id is k; 1 where there is none. Slices with a
 * negative id are left out.
 */
@OpDef(
        inputs = {"data: T", "segment_ids: Tindices", "num_segments: Tnumsegments"},
        outputs = "output: T",
        attrs = {
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}",
            "Tindices: {int32, int64}",
            "Tnumsegments: {int32, int64} = int32"
        })
public record UnsortedSegmentProd() implements Op {
    /** Adds the operation; the shape of {@code ids} is a beginning of that of {@code data}. */
    public static Output of(Scope scope, Operand data, Operand ids, Operand count) {
        return scope.output(new UnsortedSegmentProd(), data, ids, count);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return UnsortedSegments.shapes(c);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return UnsortedSegments.kernel(
                c, Combination.MULTIPLY, Tensor.of(1, c.outputType(0)).buffer().array());
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output ids = c.input(1);
        Output byData = Segments.gradientOfProducts(
                c,
                x -> UnsortedSegmentSum.of(scope, x, ids, c.input(2)),
                x -> of(scope, x, ids, c.input(2)),
                x -> UnsortedSegments.gather(scope, x, ids));
        return Arrays.asList(byData, null, null);
    }

    static List<Sample> samples() {
        UnsortedSegmentProd op = new UnsortedSegmentProd();
        float[][] x = {{1, 2, 3, 4}, {5, 6, 7, 8}, {4, 3, 2, 1}};
        return List.of(
                Sample.of(op, x, new int[] {0, 1, 0}, 2).gives((Object) new float[][] {{4, 6, 6, 4}, {5, 6, 7, 8}}),
                Sample.of(op, x, new long[] {-1, 1, -1}, 2L).gives((Object) new float[][] {{1, 1, 1, 1}, {5, 6, 7, 8}}),
                Sample.rough(op, new float[] {0, 2, 0, 0, 3}, new int[] {0, 0, 1, 1, 1}, 2)
                        .gives((Object) new float[] {0, 0}),
                Sample.rough(op, new byte[] {100, 3}, new int[] {0, 0}, 1).gives((Object) new byte[] {44}),
                Sample.refused("segment_ids[1] = 3 is out of range [0, 3)", op, x, new int[] {0, 3, 0}, 3),
                Sample.refused("does not start with segment_ids.shape = [2]", op, x, new int[] {0, 1}, 2));
    }
}
