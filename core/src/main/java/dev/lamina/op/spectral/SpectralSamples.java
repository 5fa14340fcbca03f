package dev.lamina.op.spectral;

import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;

/** Complex numbers, of their parts in turn. */
final class SpectralSamples {
    private SpectralSamples() {}

    static Tensor complex64(Shape shape, float... parts) {
        return Tensor.wrap(DType.COMPLEX64, parts, shape);
    }

    static Tensor complex128(Shape shape, double... parts) {
        return Tensor.wrap(DType.COMPLEX128, parts, shape);
    }

    /** Numbers with no symmetry. */
    static Tensor wave(Shape shape) {
        float[] parts = new float[2 * shape.size()];
        for (int k = 0; k < parts.length; k++) {
            parts[k] = (k * k * 7 % 23 - 9) / 4f;
        }
        return complex64(shape, parts);
    }
}
