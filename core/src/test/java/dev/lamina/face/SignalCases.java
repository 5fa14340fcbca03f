package dev.lamina.face;

import static dev.lamina.face.FaceCall.in;
import static dev.lamina.face.FaceCase.gives;

import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;

/** Complex numbers, and signals and their spectra. */
final class SignalCases {
    private static final float[] REAL = {1, 2, 3, 4};
    private static final Tensor HALF = complex(Shape.of(3), 10, 0, -2, 2, -2, 0);
    private static final float[][] PLANE = {{1, 2}, {3, 5}};
    private static final Tensor OF_PLANE = complex(Shape.of(2, 2), 11, 0, -3, 0, -5, 0, 1, 0);
    private static final Tensor OF_VOLUME = complex(Shape.of(1, 2, 2), 11, 0, -3, 0, -5, 0, 1, 0);
    private static final Tensor SPECTRA = complex(Shape.of(2, 3), 6, 0, -3, 1, 0, 0, 10, 0, -5, 1, 0, 0);

    private SignalCases() {}

    private static Tensor complex(Shape shape, float... parts) {
        return Tensor.wrap(DType.COMPLEX64, parts, shape);
    }

    static List<FaceCase> all() {
        Tensor pair = complex(Shape.of(2), 1, 0, 0, 2);
        Tensor z = complex(Shape.of(1), 3, -4);
        return List.of(
                FaceCase.of(
                        "tf.complex(Operand,Operand)", gives("Complex", pair), in(new float[] {1, 0}), in(new float[] {
                            0, 2
                        })),
                FaceCase.of("tf.real(Operand)", gives("Real", (Object) new float[] {3}), in(z)),
                FaceCase.of("tf.imag(Operand)", gives("Imag", (Object) new float[] {-4}), in(z)),
                FaceCase.of("tf.conj(Operand)", gives("Conj", complex(Shape.of(1), 3, 4)), in(z)),
                FaceCase.of("tf.angle(Operand)", gives("Angle", (Object) new float[] {-0.9272952f}), in(z)),
                FaceCase.of("tf.abs(Operand)", gives("ComplexAbs", (Object) new float[] {5}), in(z)),
                FaceCase.of("tf.signal.fft(Operand)", gives("FFT", complex(Shape.of(2), 1, 2, 1, -2)), in(pair)),
                FaceCase.of(
                        "tf.signal.ifft(Operand)", gives("IFFT", complex(Shape.of(2), 0.5f, 1, 0.5f, -1)), in(pair)),
                FaceCase.of("tf.signal.fft2d(Operand)", gives("FFT2D", OF_PLANE), in(whole(Shape.of(2, 2)))),
                FaceCase.of("tf.signal.ifft2d(Operand)", gives("IFFT2D", whole(Shape.of(2, 2))), in(OF_PLANE)),
                FaceCase.of("tf.signal.fft3d(Operand)", gives("FFT3D", OF_VOLUME), in(whole(Shape.of(1, 2, 2)))),
                FaceCase.of("tf.signal.ifft3d(Operand)", gives("IFFT3D", whole(Shape.of(1, 2, 2))), in(OF_VOLUME)),
                FaceCase.of("tf.signal.rfft(Operand)", gives("RFFT", HALF), in(REAL)),
                FaceCase.of(
                        "tf.signal.rfft(Operand,int)",
                        gives("RFFT", complex(Shape.of(3), 6, 0, -2, -2, 2, 0)),
                        in(new float[] {1, 2, 3}),
                        4),
                FaceCase.of("tf.signal.rfft2d(Operand)", gives("RFFT2D", OF_PLANE), in(PLANE)),
                FaceCase.of("tf.signal.rfft3d(Operand)", gives("RFFT3D", OF_VOLUME), in(new float[][][] {PLANE})),
                FaceCase.of("tf.signal.irfft(Operand)", gives("IRFFT", (Object) REAL), in(HALF)),
                FaceCase.of(
                        "tf.signal.irfft(Operand,int)",
                        gives("IRFFT", (Object) new float[] {1, 2, 3}),
                        in(complex(Shape.of(3), 6, 0, -1.5f, 0.8660254f, 9, 9)),
                        3),
                FaceCase.of("tf.signal.irfft2d(Operand)", gives("IRFFT2D", (Object) PLANE), in(OF_PLANE)),
                FaceCase.of(
                        "tf.signal.irfft3d(Operand)",
                        gives("IRFFT3D", (Object) new float[][][] {PLANE}),
                        in(OF_VOLUME)),
                FaceCase.of(
                        "tf.signal.frame(Operand,int,int)",
                        gives("GatherV2", (Object) new float[][] {{1, 2, 3}, {3, 4, 5}, {5, 6, 7}}),
                        in(new float[] {1, 2, 3, 4, 5, 6, 7, 8}),
                        3,
                        2),
                FaceCase.of(
                        "tf.signal.overlapAndAdd(Operand,int)",
                        gives("Transpose", (Object) new float[][] {{1, 2, 13, 20, 30}}),
                        in(new float[][][] {{{1, 2, 3}, {10, 20, 30}}}),
                        2),
                FaceCase.of("tf.signal.hannWindow(int)", gives("Const", (Object) new float[] {0, 0.5f, 1, 0.5f}), 4),
                FaceCase.of("tf.signal.hannWindow(int)", gives("Const", (Object) new float[] {0, 1, 0}), 3),
                FaceCase.of(
                        "tf.signal.hammingWindow(int)",
                        gives("Const", (Object) new float[] {0.08f, 0.54f, 1, 0.54f}),
                        4),
                FaceCase.of(
                        "tf.signal.stft(Operand,int,int)",
                        gives("RFFT", SPECTRA),
                        in(new float[] {1, 2, 3, 4, 5, 6}),
                        4,
                        2),
                FaceCase.of(
                        "tf.signal.inverseStft(Operand,int,int)",
                        gives("Transpose", (Object) new float[] {0, 0.5f, 3, 2, 5, 1.5f}),
                        in(SPECTRA),
                        4,
                        2),
                FaceCase.of(
                        "tf.signal.dct(Operand,int)",
                        gives("Real", (Object) new float[] {12, -3.4641016f, 0}),
                        in(new float[] {1, 2, 3}),
                        2),
                FaceCase.of(
                        "tf.signal.dct(Operand,int)",
                        gives("Slice", (Object) new float[] {7.464102f, -5, 0.5358984f}),
                        in(new float[] {1, 2, 3}),
                        3));
    }

    private static Tensor whole(Shape shape) {
        return complex(shape, 1, 0, 2, 0, 3, 0, 5, 0);
    }
}
