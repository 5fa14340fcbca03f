package dev.lamina.op.spectral;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.tensor.Shape;
import java.util.List;

/** The discrete Fourier transform along the last two axes. */
@OpDef(
        inputs = "input: Tcomplex",
        outputs = "output: Tcomplex",
        attrs = "Tcomplex: {complex64, complex128} = complex64")
public record FFT2D() implements FourierOp {
    /** Adds a transform of complex numbers. */
    public static Output of(Scope scope, Operand input) {
        return scope.output(new FFT2D(), input);
    }

    @Override
    public int axes() {
        return 2;
    }

    @Override
    public boolean isInverse() {
        return false;
    }

    @Override
    public Output back(Scope scope, Output x) {
        return IFFT2D.of(scope, x);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new FFT2D(), SpectralSamples.complex64(Shape.of(2, 2), 1, 0, 2, 1, 3, 0, 4, -1))
                        .gives(SpectralSamples.complex64(Shape.of(2, 2), 10, 0, -2, 0, -4, 2, 0, -2)),
                Sample.of(new FFT2D(), SpectralSamples.wave(Shape.of(2, 3, 4))),
                Sample.refused("must have rank of at least 2", new FFT2D(), SpectralSamples.wave(Shape.of(3))));
    }
}
