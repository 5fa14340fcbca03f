package dev.lamina.op.arithmetic;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.complex.Conj;
import dev.lamina.op.kernel.BroadcastKernel;
import dev.lamina.op.math.Neg;
import dev.lamina.tensor.Buffer;
import java.util.List;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/** What the divisions have in common: integers may not be divided by zero, and their gradients. */
final class Division {
    private Division() {}

    /** The quotients of uint64 elements, which no signed type can give. */
    static Kernel unsignedQuotients(KernelContext c) {
        return unsigned(c, Long::divideUnsigned);
    }

    /** The remainders of uint64 elements, which no signed type can give. */
    static Kernel unsignedRemainders(KernelContext c) {
        return unsigned(c, Long::remainderUnsigned);
    }

    private static Kernel unsigned(KernelContext c, LongBinaryOperator function) {
        return BroadcastKernel.of(c, (x, y, from, to) -> {
            long[] a = (long[]) x[0];
            long[] b = (long[]) x[1];
            long[] result = (long[]) y;
            for (int k = from; k < to; k++) {
                result[k] = function.applyAsLong(a[k], b[k]);
            }
        });
    }

    /** The kernel with a check of integer divisors before it. */
    static Kernel checked(KernelContext c, Kernel kernel) {
        if (c.inputType(0).isFloating() || c.outputShape(0).size() == 0) {
            return kernel;
        }
        return (inputs, outputs) -> {
            if (hasZero(inputs[1])) {
                throw c.error("Integer division by zero");
            }
            kernel.run(inputs, outputs);
        };
    }

    private static boolean hasZero(Buffer divisors) {
        for (int i = 0; i < divisors.size(); i++) {
            if (divisors.asLong(i) == 0) {
                return true;
            }
        }
        return false;
    }

    /** The quotients of complex numbers, by Smith's way: the divisor's larger part is divided by, so that no square leaves the range. */
    static void complexes(double[] a, double[] b, double[] y, int n) {
        for (int k = 0; k < 2 * n; k += 2) {
            double re = b[k];
            double im = b[k + 1];
            if (StrictMath.abs(re) >= StrictMath.abs(im)) {
                double ratio = im / re;
                double divisor = re + im * ratio;
                double real = (a[k] + a[k + 1] * ratio) / divisor;
                y[k + 1] = (a[k + 1] - a[k] * ratio) / divisor;
                y[k] = real;
            } else {
                double ratio = re / im;
                double divisor = re * ratio + im;
                double real = (a[k] * ratio + a[k + 1]) / divisor;
                y[k + 1] = (a[k + 1] * ratio - a[k]) / divisor;
                y[k] = real;
            }
        }
    }

    /** The gradients of {@code x / y}: {@code 1 / y} and {@code -x / y^2}, of complex numbers conjugated. */
    static List<@Nullable Output> gradients(Scope scope, Output ofX, Output ofY, Output dz) {
        Output x = Conj.ofAny(scope, ofX);
        Output y = Conj.ofAny(scope, ofY);
        Output slope = RealDiv.of(scope, RealDiv.of(scope, Neg.of(scope, x), y), y);
        return List.of(RealDiv.of(scope, dz, y), Mul.of(scope, dz, slope));
    }

    /** The gradients of the remainder {@code z = x - q y}, whose quotient {@code q} is piecewise constant. */
    static List<@Nullable Output> remainderGradients(Scope scope, Output x, Output y, Output z, Output dz) {
        Output quotient = RealDiv.of(scope, Sub.of(scope, x, z), y);
        return List.of(dz, Neg.of(scope, Mul.of(scope, dz, quotient)));
    }
}
