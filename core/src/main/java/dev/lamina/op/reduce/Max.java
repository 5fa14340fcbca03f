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
import dev.lamina.kernel.elementary.AccumulateFloat;
import dev.lamina.op.kernel.Axes;
import dev.lamina.op.kernel.Reduction;
import dev.lamina.op.kernel.Widened;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The greatest element over some axes, NaN if any is; the least value of the type, -infinity for floating point,
 * where there is none. The gradient is split equally among equal elements.
 *
 * @param keepDims whether the axes stay, with extent 1
 */
@OpDef(
        inputs = {"input: T", "reduction_indices: Tidx"},
        outputs = "output: T",
        attrs = {
            "keep_dims: bool = false",
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}",
            "Tidx: {int32, int64} = int32"
        })
public record Max(boolean keepDims) implements Op {
    /** How the greatest is folded. */
    @SuppressWarnings("exports") // for other rooms of this module
    public static final Reduction.Loop LOOP =
            new Reduction.Loop(AccumulateFloat::max, Max::doubles, Max::ints, Max::longs);

    /** Adds the greatest over axes that are computed. */
    public static Output of(Scope scope, Operand input, Operand axes, boolean keepDims) {
        return scope.output(new Max(keepDims), input, axes);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Axes.shapes(c, keepDims);
    }

    @Override
    public boolean isIdentity(KernelContext c) {
        return Axes.areNone(c);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Widened.ordered(c, wide -> Reduction.of(wide, LOOP, Double.NEGATIVE_INFINITY));
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Extremes.gradient(c, keepDims);
    }

    private static void doubles(double[] x, int i, double[] y, int o, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k] = Math.max(y[o + k], x[i + k]);
        }
    }

    private static void ints(int[] x, int i, int[] y, int o, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k] = Math.max(y[o + k], x[i + k]);
        }
    }

    private static void longs(long[] x, int i, long[] y, int o, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k] = Math.max(y[o + k], x[i + k]);
        }
    }

    static List<Sample> samples() {
        float[][] x = {{1, 5, 3}, {4, 2, 9}};
        return List.of(
                Sample.of(new Max(false), x, 1).gives(new float[] {5, 9}),
                Sample.of(new Max(true), x, 0).gives((Object) new float[][] {{4, 5, 9}}),
                Sample.of(new Max(false), x, new int[] {0, 1}).gives(9f),
                Sample.rough(new Max(false), new float[] {2, 2, 1}, 0).gives(2f),
                Sample.rough(new Max(false), new float[] {1, Float.NaN, 2}, 0).gives(Float.NaN),
                Sample.rough(new Max(false), new float[0], 0).gives(Float.NEGATIVE_INFINITY),
                Sample.rough(new Max(false), new long[0], 0).gives(Long.MIN_VALUE),
                Sample.rough(new Max(false), new byte[] {-3, -2}, 0).gives((byte) -2),
                Sample.refused("Invalid reduction dimension 1", new Max(false), new float[2], 1));
    }
}
