package dev.lamina.op.spectral;

import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.ZerosLike;
import dev.lamina.op.complex.Complex;
import dev.lamina.op.complex.Real;
import dev.lamina.op.flow.Const;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;

/** Cosine transforms, by Fourier transforms of twice the length, half of which is zeros. */
public final class Cosines {
    private Cosines() {}

    /** {@code 2 Σ x[j] cos(πk (2j + 1) / 2n)}. */
    public static Output second(Scope scope, Output x) {
        int n = Frames.extent(x.shape(), -1);
        Output spectrum = Frames.fitted(scope, Frames.rfft(scope, x, 2 * n), n);
        return Real.of(scope, Mul.of(scope, spectrum, turns(scope, n, -1, spectrum.dtype())));
    }

    /** {@code x[0] + 2 Σ x[j] cos(πj (2k + 1) / 2n)}. */
    public static Output third(Scope scope, Output x) {
        int n = Frames.extent(x.shape(), -1);
        Output numbers = Mul.of(scope, x, Const.of(scope, (float) n, x.dtype()));
        Output complex = Complex.of(scope, numbers, ZerosLike.of(scope, numbers));
        Output turned = Mul.of(scope, complex, turns(scope, n, 1, complex.dtype()));
        return Frames.fitted(scope, Frames.irfft(scope, turned, 2 * n), n);
    }

    /** {@code 2 exp(±πik / 2n)}. */
    private static Output turns(Scope scope, int n, int sign, DType type) {
        double[] parts = new double[2 * n];
        for (int k = 0; k < n; k++) {
            double angle = StrictMath.PI * k / (2.0 * n);
            parts[2 * k] = 2 * StrictMath.cos(angle);
            parts[2 * k + 1] = sign * 2 * StrictMath.sin(angle);
        }
        return Cast.of(scope, Const.of(scope, Tensor.wrap(DType.COMPLEX128, parts, Shape.of(n))), type);
    }
}
