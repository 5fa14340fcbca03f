package dev.lamina.op.complex;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.BinaryOp;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The complex numbers with these real and imaginary parts, which broadcast.
 *
 * @param tout complex64 of float32 parts, complex128 of float64 ones
 */
@OpDef(
        inputs = {"real: T", "imag: T"},
        outputs = "out: Tout",
        attrs = {"T: {float, double} = float", "Tout: {complex64, complex128} = complex64"})
public record Complex(DType tout) implements BinaryOp, ComplexOp.Binary {
    /** Adds complex numbers of the type that has such parts. */
    public static Output of(Scope scope, Operand real, Operand imag) {
        return scope.output(new Complex(Real.whole(real.asOutput().dtype())), real, imag);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Real.requireParts(c, c.type(0), tout);
        return BinaryOp.super.shapes(c);
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
    public void complexes(double[] real, double[] imag, double[] z, int n) {
        for (int k = 0; k < n; k++) {
            z[2 * k] = real[k];
            z[2 * k + 1] = imag[k];
        }
    }

    @Override
    public List<@Nullable Output> gradients(Scope scope, Output real, Output imag, Output z, Output dz) {
        return List.of(Real.of(scope, dz), Imag.of(scope, dz));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Complex(DType.COMPLEX64), new float[] {1, 2, 3}, new float[] {-1, 0, 4})
                        .gives(ComplexSamples.single(1, -1, 2, 0, 3, 4)),
                Sample.of(new Complex(DType.COMPLEX128), new double[] {1, 2}, 5.0)
                        .gives(ComplexSamples.doubled(1, 5, 2, 5)),
                Sample.rough(new Complex(DType.COMPLEX64), new float[0], 1f).gives(ComplexSamples.single()),
                Sample.refused("complex128 has parts of type float64", new Complex(DType.COMPLEX128), 1f, 2f),
                Sample.refused("Incompatible shapes", new Complex(DType.COMPLEX64), new float[2], new float[3]));
    }
}
