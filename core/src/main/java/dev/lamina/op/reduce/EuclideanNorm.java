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
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.kernel.Axes;
import dev.lamina.op.kernel.Reduction;
import dev.lamina.op.kernel.SumLoop;
import dev.lamina.op.kernel.Widened;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The square root of the sum of the squares over some axes. As in TensorFlow, without any axis it is the input as it is.
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
public record EuclideanNorm(boolean keepDims) implements Op {
    /** Adds a norm over axes that are computed. */
    public static Output of(Scope scope, Operand input, Operand axes, boolean keepDims) {
        return scope.output(new EuclideanNorm(keepDims), input, axes);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Axes.shapes(c, keepDims);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return switch (c.inputType(0)) {
            case FLOAT32, FLOAT64, INT32, INT64 -> roots(c);
            default -> Widened.of(c, this::roots);
        };
    }

    private Kernel roots(KernelContext c) {
        Buffer squares = c.workspace(c.inputType(0), c.inputShape(0));
        Kernel sums = Reduction.of(c, SumLoop.LOOP, 0);
        int size = c.inputShape(0).size();
        int results = c.outputShape(0).size();
        Buffer[] summed = {squares};
        return (inputs, outputs) -> {
            square(inputs[0], squares, size);
            sums.run(summed, outputs);
            root(outputs[0], results);
        };
    }

    private static void square(Buffer x, Buffer y, int n) {
        for (int k = 0; k < n; k++) {
            switch (x.array()) {
                case float[] floats -> y.floats()[k] = floats[k] * floats[k];
                case double[] doubles -> y.doubles()[k] = doubles[k] * doubles[k];
                case int[] ints -> y.ints()[k] = ints[k] * ints[k];
                default -> y.longs()[k] = x.longs()[k] * x.longs()[k];
            }
        }
    }

    private static void root(Buffer y, int n) {
        for (int k = 0; k < n; k++) {
            switch (y.array()) {
                case float[] floats -> floats[k] = (float) Math.sqrt(floats[k]);
                case double[] doubles -> doubles[k] = Math.sqrt(doubles[k]);
                case int[] ints -> ints[k] = (int) Math.sqrt(ints[k]);
                default -> y.longs()[k] = (long) Math.sqrt((double) y.longs()[k]);
            }
        }
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output norm = Axes.kept(c, c.output(0), keepDims);
        Output upstream = Axes.kept(c, c.upstream(0), keepDims);
        return Arrays.asList(Mul.of(scope, RealDiv.of(scope, c.input(0), norm), upstream), null);
    }

    static List<Sample> samples() {
        float[][] x = {{3, 4}, {5, 12}};
        return List.of(
                Sample.of(new EuclideanNorm(false), x, 1).gives((Object) new float[] {5, 13}),
                Sample.of(new EuclideanNorm(true), x, new int[] {0, 1}).gives((Object) new float[][] {{13.928388f}}),
                Sample.rough(new EuclideanNorm(false), new float[0], 0).gives(0f),
                Sample.rough(new EuclideanNorm(false), new int[] {3, -4}, 0).gives(5),
                Sample.rough(new EuclideanNorm(false), new float[] {-2}, new int[0])
                        .gives((Object) new float[] {2}),
                Sample.refused("Invalid reduction dimension 2", new EuclideanNorm(false), x, 2));
    }
}
