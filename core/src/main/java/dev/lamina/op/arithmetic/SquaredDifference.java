package dev.lamina.op.arithmetic;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.BinaryOp;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.complex.Real;
import dev.lamina.op.flow.Const;
import dev.lamina.op.math.Neg;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code (x - y)^2}, broadcasting. */
@OpDef(
        inputs = {"x: T", "y: T"},
        outputs = "z: T",
        attrs = "T: {bfloat16, half, float, double, int32, int64, complex64, complex128}")
public record SquaredDifference() implements BinaryOp.OfNumbers, ComplexOp.Binary {
    /** Adds a squared difference. */
    public static Output of(Scope scope, Operand x, Operand y) {
        return scope.output(new SquaredDifference(), x, y);
    }

    @Override
    public void floats(float[] a, float[] b, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            float difference = a[k] - b[k];
            y[k] = difference * difference;
        }
    }

    @Override
    public void doubles(double[] a, double[] b, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            double difference = a[k] - b[k];
            y[k] = difference * difference;
        }
    }

    @Override
    public void ints(int[] a, int[] b, int[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            int difference = a[k] - b[k];
            y[k] = difference * difference;
        }
    }

    @Override
    public void longs(long[] a, long[] b, long[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            long difference = a[k] - b[k];
            y[k] = difference * difference;
        }
    }

    /** The difference times its conjugate: as a complex number, without an imaginary part. */
    @Override
    public void complexes(double[] a, double[] b, double[] y, int n) {
        for (int k = 0; k < 2 * n; k += 2) {
            double real = a[k] - b[k];
            double imaginary = a[k + 1] - b[k + 1];
            y[k] = real * real + imaginary * imaginary;
            y[k + 1] = 0;
        }
    }

    @Override
    public List<@Nullable Output> gradients(Scope scope, Output x, Output y, Output z, Output dz) {
        Output two = Const.of(scope, 2f, x.dtype());
        Output difference = Sub.of(scope, x, y);
        // What is always real has no gradient by an imaginary part.
        Output slope = dz.dtype().isComplex() ? Cast.of(scope, Real.of(scope, dz), dz.dtype()) : dz;
        Output byX = Mul.of(scope, Mul.of(scope, two, slope), difference);
        return List.of(byX, Neg.of(scope, byX));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new SquaredDifference(), new float[] {1, 5, -3}, new float[] {2, 0, -1})
                        .gives(new float[] {1, 25, 4}),
                Sample.of(new SquaredDifference(), new float[][] {{1}, {4}}, new float[] {2, 3})
                        .gives((Object) new float[][] {{1, 4}, {4, 1}}),
                Sample.rough(new SquaredDifference(), new int[] {1, -7}, 3).gives(new int[] {4, 100}),
                Sample.rough(
                                new SquaredDifference(),
                                Tensor.wrap(DType.COMPLEX64, new float[] {4, 1, 2, 2}, Shape.of(2)),
                                Tensor.wrap(DType.COMPLEX64, new float[] {1, -3, 2, 0}, Shape.of(2)))
                        .gives(Tensor.wrap(DType.COMPLEX64, new float[] {25, 0, 4, 0}, Shape.of(2))));
    }
}
