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
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code x / y}, broadcasting; of integers truncated towards zero.
 *
 * <p>An integer division by zero is an {@link dev.lamina.error.InvalidArgumentException}.
 */
@OpDef(
        inputs = {"x: T", "y: T"},
        outputs = "z: T",
        attrs =
                "T: {bfloat16, half, float, double, uint8, int8, int16, int32, int64, uint16, uint32, uint64, complex64, complex128}")
public record Div() implements BinaryOp.OfNumbers, ComplexOp.Binary {
    /** Adds a division. */
    public static Output of(Scope scope, Operand x, Operand y) {
        return scope.output(new Div(), x, y);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Division.checked(
                c,
                c.inputType(0) == DType.UINT64
                        ? Division.unsignedQuotients(c)
                        : Elementwise.binary(c, this::floats, this::doubles, this::ints, this::longs));
    }

    @Override
    public void floats(float[] a, float[] b, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = a[k] / b[k];
        }
    }

    @Override
    public void doubles(double[] a, double[] b, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = a[k] / b[k];
        }
    }

    @Override
    public void ints(int[] a, int[] b, int[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = a[k] / b[k];
        }
    }

    @Override
    public void longs(long[] a, long[] b, long[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = a[k] / b[k];
        }
    }

    @Override
    public void complexes(double[] a, double[] b, double[] y, int n) {
        Division.complexes(a, b, y, n);
    }

    @Override
    public List<@Nullable Output> gradients(Scope scope, Output x, Output y, Output z, Output dz) {
        return Division.gradients(scope, x, y, dz);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Div(), new float[] {1, 2, 3}, new float[] {2, -4, 1.5f})
                        .gives(new float[] {0.5f, -0.5f, 2}),
                Sample.of(new Div(), new float[][] {{1, 2}, {3, 4}}, 2f).gives((Object)
                        new float[][] {{0.5f, 1}, {1.5f, 2}}),
                Sample.rough(new Div(), new float[] {1, -1, 0}, 0f)
                        .gives(new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN}),
                Sample.rough(new Div(), new int[] {7, -7, Integer.MIN_VALUE}, new int[] {2, 2, -1})
                        .gives(new int[] {3, -3, Integer.MIN_VALUE}),
                Sample.refused("Integer division by zero", new Div(), new int[] {1}, new int[] {0}),
                Sample.of(
                                new Div(),
                                Tensor.wrap(DType.COMPLEX64, new float[] {-5, 10, 8, 4}, Shape.of(2)),
                                Tensor.wrap(DType.COMPLEX64, new float[] {2, 1}, Shape.scalar()))
                        .gives(Tensor.wrap(DType.COMPLEX64, new float[] {0, 5, 4, 0}, Shape.of(2))));
    }
}
