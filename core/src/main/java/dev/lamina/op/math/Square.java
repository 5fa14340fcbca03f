package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.complex.Conj;
import dev.lamina.op.flow.Const;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;

/** {@code x * x}. */
@OpDef(
        inputs = "x: T",
        outputs = "y: T",
        attrs =
                "T: {bfloat16, half, float, double, int8, int16, int32, int64, uint8, uint16, uint32, uint64, complex64, complex128}")
public record Square() implements UnaryOp.OfNumbers, ComplexOp.Unary {
    /** Adds a square. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Square(), x);
    }

    @Override
    public void floats(float[] x, float[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = x[k] * x[k];
        }
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = x[k] * x[k];
        }
    }

    @Override
    public void ints(int[] x, int[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = x[k] * x[k];
        }
    }

    @Override
    public void longs(long[] x, long[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = x[k] * x[k];
        }
    }

    @Override
    public void complexes(double[] x, double[] y, int n) {
        for (int k = 0; k < 2 * n; k += 2) {
            double real = x[k] * x[k] - x[k + 1] * x[k + 1];
            y[k + 1] = 2 * x[k] * x[k + 1];
            y[k] = real;
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        Output two = Const.of(scope, 2f, x.dtype());
        return Mul.of(scope, dy, Mul.of(scope, two, Conj.ofAny(scope, x)));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Square(), new float[] {1, -2, 3}).gives(new float[] {1, 4, 9}),
                Sample.rough(new Square(), new int[] {-5, 65536}).gives(new int[] {25, 0}),
                Sample.rough(new Square(), new float[] {Float.NEGATIVE_INFINITY, Float.NaN})
                        .gives(new float[] {Float.POSITIVE_INFINITY, Float.NaN}),
                Sample.of(new Square(), Tensor.wrap(DType.COMPLEX64, new float[] {1, 2, 3, -1}, Shape.of(2)))
                        .gives(Tensor.wrap(DType.COMPLEX64, new float[] {-3, 4, 8, -6}, Shape.of(2))));
    }
}
