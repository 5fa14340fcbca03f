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
import dev.lamina.op.kernel.Combination;
import dev.lamina.tensor.Shape;
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
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64, complex64, complex128}",
            "Tindices: {int32, int64}",
            "Tnumsegments: {int32, int64} = int32"
        })
public record UnsortedSegmentSum() implements ComplexOp.ByParts {
    /** Adds the sums; the shape of {@code ids} is a beginning of that of {@code data}. */
    public static Output of(Scope scope, Operand data, Operand ids, Operand count) {
        return scope.output(new UnsortedSegmentSum(), data, ids, count);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return UnsortedSegments.shapes(c);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return UnsortedSegments.kernel(c, Combination.ADD, c.outputType(0).newArray(1));
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Arrays.asList(UnsortedSegments.gather(c.scope(), c.upstream(0), c.input(1)), null, null);
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
