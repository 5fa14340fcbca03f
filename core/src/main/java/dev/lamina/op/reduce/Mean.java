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
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.kernel.Axes;
import dev.lamina.op.kernel.Reduction;
import dev.lamina.op.kernel.SumLoop;
import dev.lamina.op.kernel.Widened;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The mean over some axes; of nothing NaN, of integers truncated toward zero (0 of nothing).
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
public record Mean(boolean keepDims) implements ComplexOp.ByParts {
    /** Adds a mean over axes that are computed. */
    public static Output of(Scope scope, Operand input, Operand axes, boolean keepDims) {
        return scope.output(new Mean(keepDims), input, axes);
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
        if (c.inputType(0) != DType.FLOAT32
                && c.inputType(0) != DType.FLOAT64
                && c.inputType(0) != DType.INT32
                && c.inputType(0) != DType.INT64
                && c.inputType(0) != DType.UINT64) {
            return Widened.of(c, this::kernel);
        }
        Kernel sum = Reduction.of(c, SumLoop.LOOP, 0);
        int size = c.outputShape(0).size();
        int count = size == 0 ? 0 : c.inputShape(0).size() / size;
        return (inputs, outputs) -> {
            sum.run(inputs, outputs);
            divide(outputs[0], size, count);
        };
    }

    private static void divide(Buffer sums, int n, int count) {
        switch (sums.array()) {
            case float[] y -> {
                for (int k = 0; k < n; k++) {
                    y[k] /= count;
                }
            }
            case double[] y -> {
                for (int k = 0; k < n; k++) {
                    y[k] /= count;
                }
            }
            case int[] y -> {
                for (int k = 0; k < n; k++) {
                    y[k] /= Math.max(1, count);
                }
            }
            case long[] y -> {
                for (int k = 0; k < n; k++) {
                    y[k] = sums.dtype() == DType.UINT64
                            ? Long.divideUnsigned(y[k], Math.max(1, count))
                            : y[k] / Math.max(1, count);
                }
            }
            default -> throw new AssertionError(sums);
        }
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output count = Cast.of(scope, Axes.count(c), c.input(0).dtype());
        Output share = RealDiv.of(scope, c.upstream(0), count);
        return Arrays.asList(Axes.spread(c, share, keepDims), null);
    }

    static List<Sample> samples() {
        float[][] x = {{1, 2, 3}, {4, 5, 9}};
        return List.of(
                Sample.of(new Mean(false), x, new int[] {0, 1}).gives(4f),
                Sample.of(new Mean(true), x, 1).gives((Object) new float[][] {{2}, {6}}),
                Sample.of(new Mean(false), x, 0).gives(new float[] {2.5f, 3.5f, 6}),
                Sample.rough(new Mean(false), new int[] {-1, -2}, 0).gives(-1),
                Sample.rough(new Mean(false), new float[0], 0).gives(Float.NaN),
                Sample.refused("Invalid reduction dimension -2", new Mean(false), new float[2], -2));
    }
}
