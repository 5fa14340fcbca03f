package dev.lamina.op.arithmetic;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.op.math.Neg;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code x - y}, broadcasting. */
@OpDef(
        inputs = {"x: T", "y: T"},
        outputs = "z: T",
        attrs =
                "T: {bfloat16, half, float, double, uint8, int8, int16, int32, int64, uint16, uint32, uint64, complex64, complex128}")
public record Sub() implements BinaryOp.OfNumbers, ComplexOp.ByParts {
    /** Adds a subtraction. */
    public static Output of(Scope scope, Operand x, Operand y) {
        return scope.output(new Sub(), x, y);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return NumberKernel.of(
                c,
                false,
                Sub::number,
                () -> Elementwise.binary(c, this::floats, this::doubles, this::ints, this::longs));
    }

    private static void number(float[] x, float number, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = x[k] - number;
        }
    }

    @Override
    public void floats(float[] a, float[] b, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = a[k] - b[k];
        }
    }

    @Override
    public void doubles(double[] a, double[] b, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = a[k] - b[k];
        }
    }

    @Override
    public void ints(int[] a, int[] b, int[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = a[k] - b[k];
        }
    }

    @Override
    public void longs(long[] a, long[] b, long[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = a[k] - b[k];
        }
    }

    @Override
    public List<@Nullable Output> gradients(Scope scope, Output x, Output y, Output z, Output dz) {
        return List.of(dz, Neg.of(scope, dz));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Sub(), new float[] {1, 2, 3}, new float[] {10, 0, -3})
                        .gives(new float[] {-9, 2, 6}),
                Sample.of(new Sub(), 1f, new float[][] {{1, 2}, {3, 4}}).gives((Object)
                        new float[][] {{0, -1}, {-2, -3}}),
                Sample.rough(new Sub(), new long[] {Long.MIN_VALUE}, new long[] {1})
                        .gives(new long[] {Long.MAX_VALUE}),
                Sample.rough(new Sub(), Tensor.zeros(DType.FLOAT32, Shape.of(0, 2)), new float[] {1, 2})
                        .gives(Tensor.zeros(DType.FLOAT32, Shape.of(0, 2))));
    }
}
