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
 * The first half of the discrete Fourier transform of real numbers along the last three axes: along the last one of L elements the first L / 2 + 1,
 * as the others are their conjugates in reverse order.
 *
 * @param tcomplex complex64 of float32, complex128 of float64
 */
@OpDef(
        inputs = {"input: Treal", "fft_length: int32"},
        outputs = "output: Tcomplex",
        attrs = {"Treal: {float, double} = float", "Tcomplex: {complex64, complex128} = complex64"})
public record RFFT3D(DType tcomplex) implements RealFourierOp {
    /** Adds a transform of real numbers; {@code lengths} says how many are transformed along each of the axes. */
    public static Output of(Scope scope, Operand input, Operand lengths) {
        return scope.output(
                new RFFT3D(input.asOutput().dtype() == DType.FLOAT64 ? DType.COMPLEX128 : DType.COMPLEX64),
                input,
                lengths);
    }

    @Override
    public int axes() {
        return 3;
    }

    @Override
    public boolean isInverse() {
        return false;
    }

    @Override
    public DType outputType() {
        return tcomplex;
    }

    @Override
    public Output back(Scope scope, Output x, Output lengths) {
        return IRFFT3D.of(scope, x, lengths);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new RFFT3D(DType.COMPLEX64), new float[][][] {{{1, 2}}, {{3, 5}}}, new int[] {2, 1, 2})
                        .gives(SpectralSamples.complex64(Shape.of(2, 1, 2), 11, 0, -3, 0, -5, 0, 1, 0)),
                Sample.of(
                        new RFFT3D(DType.COMPLEX64),
                        new float[][][] {{{1, 2, -1}, {3, 5, 2}}, {{0, -2, 1}, {4, 0.5f, -3}}},
                        new int[] {2, 2, 3}),
                Sample.refused(
                        "must have rank of at least 3", new RFFT3D(DType.COMPLEX64), new float[3][2], new int[] {1, 1, 1
                        }));
    }
}
