package dev.lamina.op.complex;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.op.UnaryOp;
import java.util.List;

/** The conjugates of complex numbers: those with the other sign of the imaginary part. */
@OpDef(inputs = "input: T", outputs = "output: T", attrs = "T: {complex64, complex128, variant} = complex64")
public record Conj() implements UnaryOp, ComplexOp.Unary {
    /** Adds conjugates. */
    public static Output of(Scope scope, Operand x) {
        return scope.output(new Conj(), x);
    }

    /** The conjugates; of numbers that are not complex, these themselves. */
    public static Output ofAny(Scope scope, Output x) {
        return x.dtype().isComplex() ? of(scope, x) : x;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        throw c.error("is not defined for type " + c.inputType(0));
    }

    @Override
    public void complexes(double[] x, double[] y, int n) {
        for (int k = 0; k < 2 * n; k += 2) {
            y[k] = x[k];
            y[k + 1] = -x[k + 1];
        }
    }

    @Override
    public Output gradient(Scope scope, Output x, Output y, Output dy) {
        return of(scope, dy);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Conj(), ComplexSamples.single(1, -1, 2, 3)).gives(ComplexSamples.single(1, 1, 2, -3)),
                Sample.of(new Conj(), ComplexSamples.doubled(0, 2)).gives(ComplexSamples.doubled(0, -2)),
                Sample.refused("allowed are [complex64, complex128", new Conj(), 1f));
    }
}
