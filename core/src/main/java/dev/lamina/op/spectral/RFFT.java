package dev.lamina.op.spectral;

import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;

/**
 * The first half of the discrete Fourier transform of real numbers along the last axis: along the last one of L elements the first L / 2 + 1,
 * as the others are their conjugates in reverse order.
 *
 * @param tcomplex complex64 of float32, complex128 of float64
 */
@OpDef(
        inputs = {"input: Treal", "fft_length: int32"},
        outputs = "output: Tcomplex",
        attrs = {"Treal: {float, double} = float", "Tcomplex: {complex64, complex128} = complex64"})
public record RFFT(DType tcomplex) implements RealFourierOp {
    /** Adds a transform of real numbers; {@code lengths} says how many are transformed along each of the axes. */
    public static Output of(Scope scope, Operand input, Operand lengths) {
        return scope.output(
                new RFFT(input.asOutput().dtype() == DType.FLOAT64 ? DType.COMPLEX128 : DType.COMPLEX64),
                input,
                lengths);
    }

    @Override
    public int axes() {
        return 1;
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
        return IRFFT.of(scope, x, lengths);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new RFFT(DType.COMPLEX64), new float[] {1, 2, 3, 4}, new int[] {4})
                        .gives(SpectralSamples.complex64(Shape.of(3), 10, 0, -2, 2, -2, 0)),
                Sample.of(new RFFT(DType.COMPLEX64), new float[][] {{1, 2, 3, 4}, {0, 1, 0, -1}}, new int[] {3})
                        .gives(SpectralSamples.complex64(
                                Shape.of(2, 2), 6, 0, -1.5f, 0.8660254f, 1, 0, -0.5f, -0.8660254f)),
                Sample.of(new RFFT(DType.COMPLEX128), new double[] {1, 5}, new int[] {2})
                        .gives(SpectralSamples.complex128(Shape.of(2), 6, 0, -4, 0)),
                Sample.of(new RFFT(DType.COMPLEX64), new float[] {7, 2}, new int[] {1})
                        .gives(SpectralSamples.complex64(Shape.of(1), 7, 0)),
                Sample.of(new RFFT(DType.COMPLEX64), new float[] {0.5f, -1, 2, 0.25f, 1, 3, -2}, new int[] {6}),
                Sample.rough(new RFFT(DType.COMPLEX64), Tensor.zeros(DType.FLOAT32, Shape.of(0, 3)), new int[] {3})
                        .gives(SpectralSamples.complex64(Shape.of(0, 2))),
                Sample.rough(new RFFT(DType.COMPLEX64), new float[] {1, 2}, new int[] {0})
                        .gives(SpectralSamples.complex64(Shape.of(0))),
                Sample.refused(
                        "must have length of at least 4 but got: 3",
                        new RFFT(DType.COMPLEX64),
                        new float[3],
                        new int[] {4}),
                Sample.refused(
                        "fft_length[0] must >= 0, but got: -1", new RFFT(DType.COMPLEX64), new float[3], new int[] {-1
                        }),
                Sample.refused(
                        "fft_length must have shape [1]", new RFFT(DType.COMPLEX64), new float[3], new int[] {1, 1}),
                Sample.refused(
                        "complex128 has parts of type float64", new RFFT(DType.COMPLEX128), new float[3], new int[] {3
                        }));
    }
}
