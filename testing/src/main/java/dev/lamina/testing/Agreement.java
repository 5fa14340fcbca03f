package dev.lamina.testing;

import static org.junit.jupiter.api.Assertions.fail;

import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import java.util.List;

/** Compares tensors and says where they first differ. */
final class Agreement {
    private Agreement() {}

    /** Requires types, shapes and every bit to be the same; which NaN it is, Java leaves open. */
    static void sameBits(String what, List<Tensor> actual, List<Tensor> expected) {
        compare(what, actual, expected, true);
    }

    /** Requires the values that a sample gives, to within rounding; NaN equals NaN. */
    static void close(String what, List<Tensor> actual, List<Tensor> expected) {
        compare(what, actual, expected, false);
    }

    private static void compare(String what, List<Tensor> actual, List<Tensor> expected, boolean exactly) {
        if (actual.size() != expected.size()) {
            fail("%s: %d outputs, not %d".formatted(what, actual.size(), expected.size()));
        }
        for (int i = 0; i < actual.size(); i++) {
            sameForm(what, i, actual.get(i), expected.get(i));
            String difference = firstDifference(actual.get(i), expected.get(i), exactly);
            if (!difference.isEmpty()) {
                fail("%s: output %d%s".formatted(what, i, difference));
            }
        }
    }

    static void finite(String what, List<Tensor> values) {
        for (int i = 0; i < values.size(); i++) {
            Tensor value = values.get(i);
            for (int k = 0; value.dtype().isDifferentiable() && k < value.size(); k++) {
                double real = value.buffer().realPart(k);
                double imaginary = value.buffer().imaginaryPart(k);
                if (!Double.isFinite(real) || !Double.isFinite(imaginary)) {
                    fail("%s: output %d is %s at element %d"
                            .formatted(what, i, Double.isFinite(real) ? imaginary + "i" : real, k));
                }
            }
        }
    }

    private static void sameForm(String what, int output, Tensor actual, Tensor expected) {
        if (actual.dtype() != expected.dtype() || !actual.shape().equals(expected.shape())) {
            fail("%s: output %d is %s%s, not %s%s"
                    .formatted(what, output, actual.dtype(), actual.shape(), expected.dtype(), expected.shape()));
        }
    }

    private static String firstDifference(Tensor actual, Tensor expected, boolean exactly) {
        if (actual.dtype() == DType.STRING || actual.dtype().isOpaque()) {
            return actual.equals(expected) ? "" : " is " + actual + ", not " + expected;
        }
        for (int k = 0; k < actual.size(); k++) {
            if (!agree(actual, expected, k, exactly)) {
                return actual.dtype().isComplex()
                        ? at(k, complex(actual, k), complex(expected, k))
                        : actual.dtype().isFloating()
                                ? at(
                                        k,
                                        actual.buffer().asDouble(k),
                                        expected.buffer().asDouble(k))
                                : at(
                                        k,
                                        actual.buffer().asLong(k),
                                        expected.buffer().asLong(k));
            }
        }
        return "";
    }

    private static String complex(Tensor value, int k) {
        return value.buffer().realPart(k) + " + " + value.buffer().imaginaryPart(k) + "i";
    }

    private static String at(int element, Object actual, Object expected) {
        return " is " + actual + " at element " + element + ", not " + expected;
    }

    private static boolean agree(Tensor actual, Tensor expected, int k, boolean exactly) {
        if (actual.dtype().isComplex()) {
            return agree(actual, actual.buffer().realPart(k), expected.buffer().realPart(k), exactly)
                    && agree(
                            actual,
                            actual.buffer().imaginaryPart(k),
                            expected.buffer().imaginaryPart(k),
                            exactly);
        }
        if (!actual.dtype().isFloating()) {
            return actual.buffer().asLong(k) == expected.buffer().asLong(k);
        }
        return agree(actual, actual.buffer().asDouble(k), expected.buffer().asDouble(k), exactly);
    }

    private static boolean agree(Tensor actual, double x, double y, boolean exactly) {
        if (Double.compare(x, y) == 0 || exactly) {
            return Double.compare(x, y) == 0;
        }
        double relative = relativeRounding(actual.dtype());
        return Math.abs(x - y) <= relative * Math.abs(y) + relative / 10;
    }

    private static double relativeRounding(DType type) {
        return switch (type) {
            case FLOAT64, COMPLEX128 -> 1e-7;
            case FLOAT16 -> 0x1p-10;
            case BFLOAT16 -> 0x1p-7;
            default -> 1e-5;
        };
    }
}
