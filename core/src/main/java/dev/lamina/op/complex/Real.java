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
 * The real parts of complex numbers.
 *
 * @param tout float32 of complex64, float64 of complex128
 */
@OpDef(
        inputs = "input: T",
        outputs = "output: Tout",
        attrs = {"T: {complex64, complex128} = complex64", "Tout: {float, double} = float"})
public record Real(DType tout) implements UnaryOp, ComplexOp.Unary {
    /** Adds real parts. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Real(x.asOutput().dtype().partType()), x);
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
            y[k] = x[2 * k];
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return Complex.of(scope, dy, ZerosLike.of(scope, dy));
    }

    /** The complex type of such parts. */
    static DType whole(DType parts) {
        return parts == DType.FLOAT64 ? DType.COMPLEX128 : DType.COMPLEX64;
    }

    /** Refuses parts of a type that a complex type does not have. */
    static void requireParts(ShapeContext c, DType parts, DType complex) {
        if (complex.partType() != parts) {
            throw c.error(complex + " has parts of type " + complex.partType() + ", not " + parts);
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Real(DType.FLOAT32), ComplexSamples.single(1, -1, 2, 0))
                        .gives((Object) new float[] {1, 2}),
                Sample.of(new Real(DType.FLOAT64), ComplexSamples.doubled(3, 4)).gives((Object) new double[] {3}),
                Sample.refused(
                        "complex64 has parts of type float32", new Real(DType.FLOAT64), ComplexSamples.single(1, 2)));
    }
}
