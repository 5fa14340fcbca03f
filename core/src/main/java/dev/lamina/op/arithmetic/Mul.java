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
import dev.lamina.op.complex.Conj;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code x * y}, broadcasting. */
@OpDef(
        inputs = {"x: T", "y: T"},
        outputs = "z: T",
        attrs =
                "T: {bfloat16, half, float, double, uint8, int8, int16, int32, int64, uint16, uint32, uint64, complex64, complex128}")
public record Mul() implements BinaryOp.OfNumbers, ComplexOp.Binary {
    /** Adds a product. */
    public static Output of(Scope scope, Operand x, Operand y) {
        return scope.output(new Mul(), x, y);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return NumberKernel.of(
                c,
                true,
                Mul::number,
                () -> Elementwise.binary(c, this::floats, this::doubles, this::ints, this::longs));
    }

    private static void number(float[] x, float number, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = x[k] * number;
        }
    }

    @Override
    public void floats(float[] a, float[] b, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = a[k] * b[k];
        }
    }

    @Override
    public void doubles(double[] a, double[] b, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = a[k] * b[k];
        }
    }

    @Override
    public void ints(int[] a, int[] b, int[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = a[k] * b[k];
        }
    }

    @Override
    public void longs(long[] a, long[] b, long[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = a[k] * b[k];
        }
    }

    @Override
    public void complexes(double[] a, double[] b, double[] y, int n) {
        for (int k = 0; k < 2 * n; k += 2) {
            double real = a[k] * b[k] - a[k + 1] * b[k + 1];
            y[k + 1] = a[k] * b[k + 1] + a[k + 1] * b[k];
            y[k] = real;
        }
    }

    @Override
    public List<@Nullable Output> gradients(Scope scope, Output x, Output y, Output z, Output dz) {
        return List.of(of(scope, dz, Conj.ofAny(scope, y)), of(scope, Conj.ofAny(scope, x), dz));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Mul(), new float[] {1, 2, 3}, new float[] {10, 0, -3})
                        .gives(new float[] {10, 0, -9}),
                Sample.of(new Mul(), new float[][] {{1}, {2}}, new float[] {3, 4})
                        .gives((Object) new float[][] {{3, 4}, {6, 8}}),
                Sample.rough(new Mul(), new byte[] {100, -128}, new byte[] {3, -1})
                        .gives(new byte[] {44, -128}),
                Sample.rough(
                                new Mul(),
                                Tensor.of(new float[] {1.5f, 2}, DType.FLOAT16),
                                Tensor.of(new float[] {3, 0.5f}, DType.FLOAT16))
                        .gives(Tensor.of(new float[] {4.5f, 1}, DType.FLOAT16)),
                Sample.of(
                                new Mul(),
                                Tensor.wrap(DType.COMPLEX64, new float[] {1, 2, 3, -1}, Shape.of(2)),
                                Tensor.wrap(DType.COMPLEX64, new float[] {0, 1, 2, 2}, Shape.of(2)))
                        .gives(Tensor.wrap(DType.COMPLEX64, new float[] {-2, 1, 8, 4}, Shape.of(2))));
    }
}
