package dev.lamina.op.math;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.elementary.ExpFloat;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.complex.Conj;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;

/** The exponential {@code e^x}. */
@OpDef(inputs = "x: T", outputs = "y: T", attrs = "T: {bfloat16, half, float, double, complex64, complex128}")
public record Exp() implements UnaryOp.OfFloats, ComplexOp.Unary {
    /** Adds an exponential. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Exp(), x);
    }

    @Override
    public void floats(float[] x, float[] y, int from, int to) {
        ExpFloat.run(x, from, y, from, to - from);
    }

    @Override
    public void doubles(double[] x, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = StrictMath.exp(x[k]);
        }
    }

    @Override
    public void complexes(double[] x, double[] y, int n) {
        for (int k = 0; k < 2 * n; k += 2) {
            double length = StrictMath.exp(x[k]);
            double angle = x[k + 1];
            y[k] = length * StrictMath.cos(angle);
            y[k + 1] = angle == 0 ? angle : length * StrictMath.sin(angle);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return Mul.of(scope, dy, Conj.ofAny(scope, y));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Exp(), new float[] {0, 1, -1}).gives(new float[] {1, 2.7182817f, 0.36787945f}),
                Sample.rough(
                                new Exp(),
                                new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, 100, -200})
                        .gives(new float[] {Float.POSITIVE_INFINITY, 0, Float.NaN, Float.POSITIVE_INFINITY, 0}),
                Sample.of(new Exp(), Tensor.wrap(DType.COMPLEX64, new float[] {0, 1.5707964f, 1, 0}, Shape.of(2)))
                        .gives(Tensor.wrap(DType.COMPLEX64, new float[] {0, 1, 2.7182817f, 0}, Shape.of(2))));
    }
}
