package dev.lamina.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How close values have to be to TensorFlow's: integers, booleans and strings are the same; NaN equals NaN. */
public final class Closeness {
    private Closeness() {}

    /** Requires types and shapes to be the same. */
    public static void checkForms(String what, List<Tensor> actual, List<Tensor> expected) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
            assertThat(actual.get(i).dtype()).as(what).isEqualTo(expected.get(i).dtype());
            assertThat(actual.get(i).shape()).as(what).isEqualTo(expected.get(i).shape());
        }
    }

    /** Requires each value to be close to the expected one of its name. */
    public static void check(String what, Map<String, Tensor> actual, Map<String, Tensor> expected) {
        assertThat(actual.keySet()).as(what).isEqualTo(expected.keySet());
        actual.forEach((name, value) ->
                check(what + ": " + name, List.of(value), List.of(Objects.requireNonNull(expected.get(name)))));
    }

    /** Requires each value to be close to the expected one. */
    public static void check(String what, List<Tensor> actual, List<Tensor> expected) {
        checkForms(what, actual, expected);
        for (int i = 0; i < actual.size(); i++) {
            if (!areClose(actual.get(i), expected.get(i))) {
                fail("%s: number %d is %s, not %s", what, i, actual.get(i), expected.get(i));
            }
        }
    }

    private static boolean areClose(Tensor actual, Tensor expected) {
        if (!actual.dtype().isDifferentiable()) {
            return actual.equals(expected);
        }
        for (int k = 0; k < actual.size(); k++) {
            double size =
                    Math.hypot(expected.buffer().realPart(k), expected.buffer().imaginaryPart(k));
            if (!areClose(
                            actual.dtype(),
                            actual.buffer().realPart(k),
                            expected.buffer().realPart(k),
                            size)
                    || !areClose(
                            actual.dtype(),
                            actual.buffer().imaginaryPart(k),
                            expected.buffer().imaginaryPart(k),
                            size)) {
                return false;
            }
        }
        return true;
    }

    private static boolean areClose(DType type, double x, double y, double size) {
        boolean isClose = Math.abs(x - y) <= Math.max(absolute(type), relative(type) * size);
        return Double.compare(x, y) == 0 || x == y || isClose;
    }

    /** For float16 and bfloat16 one unit in the last place, as both round once. */
    private static double relative(DType type) {
        return switch (type) {
            case FLOAT64, COMPLEX128 -> 1e-12;
            case FLOAT16 -> 0x1p-10;
            case BFLOAT16 -> 0x1p-7;
            default -> 1e-5;
        };
    }

    private static double absolute(DType type) {
        return relative(type) / 10;
    }
}
