package dev.lamina.op.complex;

import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;

/** Vectors of complex numbers, of their parts in turn. */
final class ComplexSamples {
    private ComplexSamples() {}

    static Tensor single(float... parts) {
        return Tensor.wrap(DType.COMPLEX64, parts, Shape.of(parts.length / 2));
    }

    static Tensor doubled(double... parts) {
        return Tensor.wrap(DType.COMPLEX128, parts, Shape.of(parts.length / 2));
    }
}
