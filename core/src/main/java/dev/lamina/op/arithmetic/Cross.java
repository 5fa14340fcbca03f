package dev.lamina.op.arithmetic;

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
import dev.lamina.op.kernel.Widened;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cross products of vectors of three elements along the last axis; both inputs have one shape. */
@OpDef(
        inputs = {"a: T", "b: T"},
        outputs = "product: T",
        attrs = "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}")
public record Cross() implements Op {
    /** Adds products. */
    public static Output of(Scope scope, Operand a, Operand b) {
        return scope.output(new Cross(), a, b);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape a = c.shape(0);
        if (!a.isCompatibleWith(c.shape(1))) {
            throw c.error("Both inputs must be of same shape: " + a + " vs. " + c.shape(1));
        }
        Shape shape = a.merge(c.shape(1));
        if (shape.hasRank() && shape.rank() == 0) {
            throw c.error("Input must be at least 1D");
        }
        if (shape.hasRank() && shape.dim(-1) >= 0 && shape.dim(-1) != 3) {
            throw c.error("Cross-products are only defined for 3-element vectors.");
        }
        return List.of(shape);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int size = c.inputShape(0).size();
        return switch (c.inputType(0)) {
            case FLOAT32 ->
                (inputs, outputs) -> floats(inputs[0].floats(), inputs[1].floats(), outputs[0].floats(), size);
            case FLOAT64 ->
                (inputs, outputs) -> doubles(inputs[0].doubles(), inputs[1].doubles(), outputs[0].doubles(), size);
            case INT32 -> (inputs, outputs) -> ints(inputs[0].ints(), inputs[1].ints(), outputs[0].ints(), size);
            case INT64 -> (inputs, outputs) -> longs(inputs[0].longs(), inputs[1].longs(), outputs[0].longs(), size);
            default -> Widened.of(c, this::kernel);
        };
    }

    private static void floats(float[] a, float[] b, float[] y, int size) {
        for (int k = 0; k < size; k += 3) {
            y[k] = a[k + 1] * b[k + 2] - a[k + 2] * b[k + 1];
            y[k + 1] = a[k + 2] * b[k] - a[k] * b[k + 2];
            y[k + 2] = a[k] * b[k + 1] - a[k + 1] * b[k];
        }
    }

    private static void doubles(double[] a, double[] b, double[] y, int size) {
        for (int k = 0; k < size; k += 3) {
            y[k] = a[k + 1] * b[k + 2] - a[k + 2] * b[k + 1];
            y[k + 1] = a[k + 2] * b[k] - a[k] * b[k + 2];
            y[k + 2] = a[k] * b[k + 1] - a[k + 1] * b[k];
        }
    }

    private static void ints(int[] a, int[] b, int[] y, int size) {
        for (int k = 0; k < size; k += 3) {
            y[k] = a[k + 1] * b[k + 2] - a[k + 2] * b[k + 1];
            y[k + 1] = a[k + 2] * b[k] - a[k] * b[k + 2];
            y[k + 2] = a[k] * b[k + 1] - a[k + 1] * b[k];
        }
    }

    private static void longs(long[] a, long[] b, long[] y, int size) {
        for (int k = 0; k < size; k += 3) {
            y[k] = a[k + 1] * b[k + 2] - a[k + 2] * b[k + 1];
            y[k + 1] = a[k + 2] * b[k] - a[k] * b[k + 2];
            y[k + 2] = a[k] * b[k + 1] - a[k + 1] * b[k];
        }
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        return List.of(of(scope, c.input(1), c.upstream(0)), of(scope, c.upstream(0), c.input(0)));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Cross(), new float[][] {{1, 2, 3}, {1, 0, 0}}, new float[][] {{4, 5, 6}, {0, 1, 0}})
                        .gives((Object) new float[][] {{-3, 6, -3}, {0, 0, 1}}),
                Sample.of(new Cross(), new double[] {0, 0, 2}, new double[] {3, 0, 0})
                        .gives((Object) new double[] {0, 6, 0}),
                Sample.rough(new Cross(), new long[] {1, 2, 3}, new long[] {4, 5, 6})
                        .gives((Object) new long[] {-3, 6, -3}),
                Sample.rough(new Cross(), new byte[] {100, 100, 0}, new byte[] {0, 100, 2})
                        .gives((Object) new byte[] {-56, 56, 16}),
                Sample.refused("only defined for 3-element vectors", new Cross(), new float[2], new float[2]),
                Sample.refused("Both inputs must be of same shape", new Cross(), new float[3], new float[1][3]));
    }
}
