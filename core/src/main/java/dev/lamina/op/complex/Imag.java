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
import dev.lamina.op.array.ZerosLike;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * The imaginary parts of complex numbers.
 *
 * @param tout float32 of complex64, float64 of complex128
 */
@OpDef(
        inputs = "input: T",
        outputs = "output: Tout",
        attrs = {"T: {complex64, complex128} = complex64", "Tout: {float, double} = float"})
public record Imag(DType tout) implements UnaryOp, ComplexOp.Unary {
    /** Adds imaginary parts. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Imag(x.asOutput().dtype().partType()), x);
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
            y[k] = x[2 * k + 1];
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return Complex.of(scope, ZerosLike.of(scope, dy), dy);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Imag(DType.FLOAT32), ComplexSamples.single(1, -1, 2, 0))
                        .gives((Object) new float[] {-1, 0}),
                Sample.of(new Imag(DType.FLOAT64), ComplexSamples.doubled(3, 4)).gives((Object) new double[] {4}),
                Sample.refused(
                        "complex64 has parts of type float32", new Imag(DType.FLOAT64), ComplexSamples.single(1, 2)));
    }
}
