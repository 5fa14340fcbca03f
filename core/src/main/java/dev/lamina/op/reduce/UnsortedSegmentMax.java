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
import dev.lamina.op.kernel.Limits;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The greatest in segments: slice k of the output is that of all slices of {@code data} whose segment id is k; the lowest finite number of the type where there is none. Slices with a
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
public record UnsortedSegmentMax() implements Op {
    /** Adds the operation; the shape of {@code ids} is a beginning of that of {@code data}. */
    public static Output of(Scope scope, Operand data, Operand ids, Operand count) {
        return scope.output(new UnsortedSegmentMax(), data, ids, count);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return UnsortedSegments.shapes(c);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return UnsortedSegments.kernel(c, Combination.MAXIMUM, Limits.lowest(c.outputType(0)));
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return UnsortedSegments.gradientOfExtremes(c);
    }

    static List<Sample> samples() {
        UnsortedSegmentMax op = new UnsortedSegmentMax();
        float[][] x = {{1, 2, 3, 4}, {5, 6, 7, 8}, {4, 3, 2, 1}};
        return List.of(
                Sample.of(op, x, new int[] {0, 1, 0}, 2).gives((Object) new float[][] {{4, 3, 3, 4}, {5, 6, 7, 8}}),
                Sample.of(op, x, new long[] {-1, 1, 0}, 2L).gives((Object) new float[][] {{4, 3, 2, 1}, {5, 6, 7, 8}}),
                Sample.rough(op, new float[] {1}, new int[] {1}, 2).gives((Object) new float[] {-Float.MAX_VALUE, 1}),
                Sample.rough(op, new byte[] {-3, -5}, new int[] {1, 1}, 2).gives((Object) new byte[] {-128, -3}),
                Sample.rough(op, new float[] {1, Float.NaN, 1}, new int[] {0, 0, 1}, 2)
                        .gives((Object) new float[] {Float.NaN, 1}),
                Sample.rough(op, Tensor.of(new long[] {1, -1}, DType.UINT64), new int[] {0, 0}, 2)
                        .gives(Tensor.of(new long[] {-1, 0}, DType.UINT64)),
                Sample.refused("segment_ids[1] = 3 is out of range [0, 3)", op, x, new int[] {0, 3, 0}, 3),
                Sample.refused("does not start with segment_ids.shape = [2]", op, x, new int[] {0, 1}, 2));
    }
}
