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
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.InvertPermutation;
import dev.lamina.op.array.Pack;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.array.Size;
import dev.lamina.op.array.Transpose;
import dev.lamina.op.flow.Const;
import dev.lamina.op.kernel.Axes;
import dev.lamina.op.kernel.Reduction;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The product over some axes; 1 where there is nothing to multiply.
 *
 * <p>The gradient is right at 0 too; its own gradient is that of {@link Cumprod}, so it lacks what flows to a 0.
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
public record Prod(boolean keepDims) implements Op {
    /** How products are folded. */
    static final Reduction.Loop LOOP =
            new Reduction.Loop(AccumulateFloat::multiply, Prod::doubles, Prod::ints, Prod::longs);

    /** Adds a product over axes that are computed. */
    public static Output of(Scope scope, Operand input, Operand axes, boolean keepDims) {
        return scope.output(new Prod(keepDims), input, axes);
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
        return Reduction.of(c, LOOP, 1);
    }

    /**
     * Each element's gradient is the product of the others: of those before it and those behind it, as a division
     * by the element itself would fail at 0. For that the reduced axes come to the front and are taken as one.
     */
    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output x = c.input(0);
        Output order = Axes.reducedFirst(c);
        Output ordered = Transpose.of(scope, x, order);
        Output sizes = Pack.of(scope, List.of(Axes.count(c), Size.of(scope, c.output(0))), 0);
        Output rows = Reshape.of(scope, ordered, sizes);
        Output first = Const.of(scope, 0);
        Output before = Cumprod.of(scope, rows, first, true, false);
        Output behind = Cumprod.of(scope, rows, first, true, true);
        Output others = Reshape.of(scope, Mul.of(scope, before, behind), Axes.shapeOf(scope, ordered));
        Output back = Transpose.of(scope, others, InvertPermutation.of(scope, order));
        return Arrays.asList(Mul.of(scope, back, Axes.kept(c, c.upstream(0), keepDims)), null);
    }

    private static void doubles(double[] x, int i, double[] y, int o, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k] *= x[i + k];
        }
    }

    private static void ints(int[] x, int i, int[] y, int o, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k] *= x[i + k];
        }
    }

    private static void longs(long[] x, int i, long[] y, int o, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k] *= x[i + k];
        }
    }

    static List<Sample> samples() {
        float[][] x = {{1, 2, 3}, {4, 5, 0.5f}};
        return List.of(
                Sample.of(new Prod(false), x, new int[] {0, 1}).gives(60f),
                Sample.of(new Prod(true), x, 1).gives((Object) new float[][] {{6}, {10}}),
                Sample.of(new Prod(false), x, 0).gives(new float[] {4, 10, 1.5f}),
                Sample.rough(new Prod(false), new float[] {0, 2, 0.5f}, 0).gives(0f),
                Sample.rough(new Prod(false), new float[] {0, 2, 0}, 0).gives(0f),
                Sample.rough(new Prod(false), new byte[] {100, 3}, 0).gives((byte) 44),
                Sample.rough(new Prod(false), new float[0], 0).gives(1f),
                Sample.refused("Invalid reduction dimension 1", new Prod(false), new float[2], 1));
    }
}
