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
 * The real numbers of which the input is the first half of the discrete Fourier transform along the last axis: the inverse of {@link RFFT}.
 * The imaginary parts of what is its own mirror image along the last axis, as that of real numbers has none, count for nothing.
 *
 * @param treal float32 of complex64, float64 of complex128
 */
@OpDef(
        inputs = {"input: Tcomplex", "fft_length: int32"},
        outputs = "output: Treal",
        attrs = {"Treal: {float, double} = float", "Tcomplex: {complex64, complex128} = complex64"})
public record IRFFT(DType treal) implements RealFourierOp {
    /** Adds a transform to real numbers; {@code lengths} are those of the result along the axes. */
    public static Output of(Scope scope, Operand input, Operand lengths) {
        return scope.output(new IRFFT(input.asOutput().dtype().partType()), input, lengths);
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
    public DType outputType() {
        return treal;
    }

    @Override
    public Output back(Scope scope, Output x, Output lengths) {
        return RFFT.of(scope, x, lengths);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(
                                new IRFFT(DType.FLOAT32),
                                SpectralSamples.complex64(Shape.of(3), 10, 0, -2, 2, -2, 0),
                                new int[] {4})
                        .gives((Object) new float[] {1, 2, 3, 4}),
                Sample.of(
                                new IRFFT(DType.FLOAT32),
                                SpectralSamples.complex64(Shape.of(3), 6, 0, -1.5f, 0.8660254f, 9, 9),
                                new int[] {3})
                        .gives((Object) new float[] {1, 2, 3}),
                Sample.of(new IRFFT(DType.FLOAT32), SpectralSamples.wave(Shape.of(2, 4)), new int[] {6}),
                Sample.of(new IRFFT(DType.FLOAT64), SpectralSamples.complex128(Shape.of(2), 6, 0, -4, 0), new int[] {2})
                        .gives((Object) new double[] {1, 5}),
                Sample.of(new IRFFT(DType.FLOAT32), SpectralSamples.complex64(Shape.of(1), 7, 3), new int[] {1})
                        .gives((Object) new float[] {7}),
                Sample.refused(
                        "must have length of at least 4 but got: 3",
                        new IRFFT(DType.FLOAT32),
                        SpectralSamples.wave(Shape.of(3)),
                        new int[] {6}),
                Sample.refused(
                        "complex64 has parts of type float32",
                        new IRFFT(DType.FLOAT64),
                        SpectralSamples.wave(Shape.of(3)),
                        new int[] {3}));
    }
}
