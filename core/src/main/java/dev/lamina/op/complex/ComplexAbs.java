package dev.lamina.op.complex;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.UnaryOp;
import dev.lamina.op.arithmetic.DivNoNan;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * The absolute values of complex numbers, {@code √(re² + im²)}, without overflow between; at 0 the gradient is 0.
 *
 * @param tout float32 of complex64, float64 of complex128
 */
@OpDef(
        inputs = "x: T",
        outputs = "y: Tout",
        attrs = {"T: {complex64, complex128} = complex64", "Tout: {float, double} = float"})
public record ComplexAbs(DType tout) implements UnaryOp, ComplexOp.Unary {
    /** Adds absolute values. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new ComplexAbs(x.asOutput().dtype().partType()), x);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Real.requireParts(c, tout, c.type(0));
        return c.sameAsInput();
    }

    @Override
    public boolean canWorkInPlace() {
        return false;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return complexKernel(c);
    }

    @Override
    public void complexes(double[] x, double[] y, int n) {
        for (int k = 0; k < n; k++) {
            y[k] = StrictMath.hypot(x[2 * k], x[2 * k + 1]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return Complex.of(
                scope,
                Mul.of(scope, dy, DivNoNan.of(scope, Real.of(scope, x), y)),
                Mul.of(scope, dy, DivNoNan.of(scope, Imag.of(scope, x), y)));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new ComplexAbs(DType.FLOAT32), ComplexSamples.single(3, -4, 0, 2))
                        .gives((Object) new float[] {5, 2}),
                Sample.of(new ComplexAbs(DType.FLOAT64), ComplexSamples.doubled(-5, 12))
                        .gives((Object) new double[] {13}),
                Sample.rough(new ComplexAbs(DType.FLOAT32), ComplexSamples.single(0, 0, 3e38f, 1e38f, Float.NaN, 1))
                        .gives((Object) new float[] {0, 3.1622777e38f, Float.NaN}));
    }
}
