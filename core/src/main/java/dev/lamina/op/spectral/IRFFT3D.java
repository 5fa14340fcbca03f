package dev.lamina.op.spectral;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * The real numbers of which the input is the first half of the discrete Fourier transform along the last three axes: the inverse of {@link RFFT3D}.
 * The imaginary parts of what is its own mirror image along the last axis, as that of real numbers has none, count for nothing.
 *
 * @param treal float32 of complex64, float64 of complex128
 */
@OpDef(
        inputs = {"input: Tcomplex", "fft_length: int32"},
        outputs = "output: Treal",
        attrs = {"Treal: {float, double} = float", "Tcomplex: {complex64, complex128} = complex64"})
public record IRFFT3D(DType treal) implements RealFourierOp {
    /** Adds a transform to real numbers; {@code lengths} are those of the result along the axes. */
    public static Output of(Scope scope, Operand input, Operand lengths) {
        return scope.output(new IRFFT3D(input.asOutput().dtype().partType()), input, lengths);
    }

    @Override
    public int axes() {
        return 3;
    }

    @Override
    public boolean isInverse() {
        return true;
    }

    @Override
    public DType outputType() {
        return treal;
    }

    @Override
    public Output back(Scope scope, Output x, Output lengths) {
        return RFFT3D.of(scope, x, lengths);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(
                                new IRFFT3D(DType.FLOAT32),
                                SpectralSamples.complex64(Shape.of(2, 1, 2), 11, 0, -3, 0, -5, 0, 1, 0),
                                new int[] {2, 1, 2})
                        .gives((Object) new float[][][] {{{1, 2}}, {{3, 5}}}),
                Sample.of(new IRFFT3D(DType.FLOAT32), SpectralSamples.wave(Shape.of(2, 3, 3)), new int[] {2, 3, 4}),
                Sample.refused(
                        "must have rank of at least 3",
                        new IRFFT3D(DType.FLOAT32),
                        SpectralSamples.wave(Shape.of(3, 2)),
                        new int[] {1, 1, 1}));
    }
}
