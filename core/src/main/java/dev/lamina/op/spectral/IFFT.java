package dev.lamina.op.spectral;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.tensor.Shape;
import java.util.List;

/** The inverse discrete Fourier transform along the last axis, {@code X[k] = Σ x[j] exp(2πi jk / n) / n}. */
@OpDef(
        inputs = "input: Tcomplex",
        outputs = "output: Tcomplex",
        attrs = "Tcomplex: {complex64, complex128} = complex64")
public record IFFT() implements FourierOp {
    /** Adds a transform of complex numbers. */
    public static Output of(Scope scope, Operand input) {
        return scope.output(new IFFT(), input);
    }

    @Override
    public int axes() {
        return 1;
    }

    @Override
    public boolean isInverse() {
        return true;
    }

    @Override
    public Output back(Scope scope, Output x) {
        return FFT.of(scope, x);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new IFFT(), SpectralSamples.complex64(Shape.of(4), 10, 0, -2, 2, -2, 0, -2, -2))
                        .gives(SpectralSamples.complex64(Shape.of(4), 1, 0, 2, 0, 3, 0, 4, 0)),
                Sample.of(new IFFT(), SpectralSamples.wave(Shape.of(2, 6))),
                Sample.of(new IFFT(), SpectralSamples.complex128(Shape.of(2), 3, 1, -1, 3))
                        .gives(SpectralSamples.complex128(Shape.of(2), 1, 2, 2, -1)),
                Sample.rough(new IFFT(), SpectralSamples.complex64(Shape.of(2, 0)))
                        .gives(SpectralSamples.complex64(Shape.of(2, 0))),
                Sample.refused(
                        "must have rank of at least 1", new IFFT(), SpectralSamples.complex64(Shape.scalar(), 1, 2)));
    }
}
