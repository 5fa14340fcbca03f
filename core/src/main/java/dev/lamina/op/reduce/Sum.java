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
import dev.lamina.op.flow.Const;
import dev.lamina.op.kernel.Axes;
import dev.lamina.op.kernel.Reduction;
import dev.lamina.op.kernel.SumLoop;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sum over some axes; 0 where there is nothing to sum. 8- and 16-bit integers wrap.
 *
 * @param keepDims whether the axes stay, with extent 1
 */
@OpDef(
        inputs = {"input: T", "reduction_indices: Tidx"},
        outputs = "output: T",
        attrs = {
            "keep_dims: bool = false",
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64, complex64, complex128}",
            "Tidx: {int32, int64} = int32"
        })
public record Sum(boolean keepDims) implements ComplexOp.ByParts {
    /** Adds a sum over axes that are computed. */
    public static Output of(Scope scope, Operand input, Operand axes, boolean keepDims) {
        return scope.output(new Sum(keepDims), input, axes);
    }

    /** Adds a sum over these axes, which are left out of the result's shape. */
    public static Output of(Scope scope, Operand input, int... axes) {
        return of(scope, input, Const.of(scope.named("reduction_indices"), axes), false);
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
        return Reduction.of(c, SumLoop.LOOP, 0);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Arrays.asList(Axes.spread(c, c.upstream(0), keepDims), null);
    }

    static List<Sample> samples() {
        float[][] x = {{1, 2, 3}, {4, 5, 6}};
        float[][][] cube = {{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}};
        return List.of(
                Sample.of(new Sum(false), x, new int[] {0}).gives(new float[] {5, 7, 9}),
                Sample.of(new Sum(false), x, -1).gives(new float[] {6, 15}),
                Sample.of(new Sum(true), x, new long[] {0, 1}).gives((Object) new float[][] {{21}}),
                Sample.of(new Sum(false), x, new int[0]).gives((Object) x),
                Sample.of(new Sum(false), cube, new int[] {0, 2}).gives(new float[] {14, 22}),
                Sample.of(new Sum(false), new double[] {1, 2}, 0).gives(3.0),
                Sample.rough(new Sum(true), new float[2][0], 1).gives((Object) new float[][] {{0}, {0}}),
                Sample.rough(new Sum(false), new byte[] {100, 100}, 0).gives((byte) -56),
                Sample.rough(new Sum(false), new long[] {1L << 40, 1}, 0).gives((1L << 40) + 1),
                Sample.refused("Invalid reduction dimension 2 for input with 2 dimensions", new Sum(false), x, 2),
                Sample.refused("duplicate dimension", new Sum(false), x, new int[] {1, -1}));
    }
}
