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
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.RealDiv;
import dev.lamina.op.array.ZerosLike;
import dev.lamina.op.flow.Const;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * The angles of complex numbers with the positive real axis, in radians from -π to π; of 0 it is 0. At 0 the gradient is not finite.
 *
 * @param tout float32 of complex64, float64 of complex128
 */
@OpDef(
        inputs = "input: T",
        outputs = "output: Tout",
        attrs = {"T: {complex64, complex128} = complex64", "Tout: {float, double} = float"})
public record Angle(DType tout) implements UnaryOp, ComplexOp.Unary {
    /** Adds angles. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Angle(x.asOutput().dtype().partType()), x);
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
            y[k] = StrictMath.atan2(x[2 * k + 1], x[2 * k]);
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        // By x + iy it is (-y + ix) / (x² + y²), which is i divided by the conjugate.
        Output i = Complex.of(scope, Const.of(scope, 0f, dy.dtype()), Const.of(scope, 1f, dy.dtype()));
        Output whole = Complex.of(scope, dy, ZerosLike.of(scope, dy));
        return RealDiv.of(scope, Mul.of(scope, i, whole), Conj.of(scope, x));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Angle(DType.FLOAT32), ComplexSamples.single(1, 1, -2, 0.5f, 0.5f, -3))
                        .gives((Object) new float[] {0.7853982f, 2.8966140f, -1.4056476f}),
                Sample.of(new Angle(DType.FLOAT64), ComplexSamples.doubled(-1, 1))
                        .gives((Object) new double[] {2.356194490192345}),
                Sample.rough(new Angle(DType.FLOAT32), ComplexSamples.single(0, 0, -1, 0, -1, -0f, 0, -2))
                        .gives((Object) new float[] {0, 3.1415927f, -3.1415927f, -1.5707964f}));
    }
}
