package dev.lamina.op.kernel;

import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Numbers as text, as C's {@code printf} and TensorFlow's parser have them. */
public final class Numerals {
    private Numerals() {}

    /** {@code %f}: so many digits behind the point. */
    public static String fixed(double value, int digits) {
        if (!Double.isFinite(value)) {
            return special(value);
        }
        String text = new BigDecimal(Math.abs(value))
                .setScale(digits, RoundingMode.HALF_EVEN)
                .toPlainString();
        return sign(value) + text;
    }

    /** {@code %e}: one digit before the point and so many behind it, and a power of ten. */
    public static String scientific(double value, int digits) {
        if (!Double.isFinite(value)) {
            return special(value);
        }
        BigDecimal rounded = new BigDecimal(Math.abs(value)).round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
        boolean isZero = rounded.signum() == 0;
        StringBuilder text =
                new StringBuilder(isZero ? "0" : rounded.unscaledValue().toString());
        int exponent = isZero ? 0 : text.length() - 1 - rounded.scale();
        while (text.length() < digits + 1) {
            text.append('0');
        }
        text.setLength(digits + 1);
        if (digits > 0) {
            text.insert(1, '.');
        }
        String power = Integer.toString(Math.abs(exponent));
        return sign(value) + text + (exponent < 0 ? "e-" : "e+") + (power.length() < 2 ? "0" : "") + power;
    }

    /** {@code %g}: so many digits in all, fixed or scientific, whichever is shorter, without zeros at the end. */
    public static String shortest(double value, int digits) {
        if (!Double.isFinite(value)) {
            return special(value);
        }
        int all = Math.max(digits, 1);
        String scientific = scientific(value, all - 1);
        int split = scientific.indexOf('e');
        int exponent = Integer.parseInt(scientific.substring(split + 1));
        return exponent < -4 || exponent >= all
                ? trimmed(scientific.substring(0, split)) + scientific.substring(split)
                : trimmed(fixed(value, all - 1 - exponent));
    }

    /** A float32 in six digits, or in nine if six do not tell it from its neighbours. */
    public static String of(float value) {
        String text = shortest(value, 6);
        return !Float.isFinite(value) || Float.parseFloat(text) == value ? text : shortest(value, 9);
    }

    /** A float64 in fifteen digits, or in seventeen if those do not tell it from its neighbours. */
    public static String of(double value) {
        String text = shortest(value, 15);
        return !Double.isFinite(value) || Double.parseDouble(text) == value ? text : shortest(value, 17);
    }

    private static String trimmed(String text) {
        if (text.indexOf('.') < 0) {
            return text;
        }
        int end = text.length();
        while (text.charAt(end - 1) == '0') {
            end--;
        }
        return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }

    private static String sign(double value) {
        return Double.compare(value, 0) < 0 ? "-" : "";
    }

    private static String special(double value) {
        return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }

    /**
     * Writes the number that a text is into a buffer of float32, float64, int32 or int64. White space around it does not matter.
     *
     * @return false if it is none, or none of that type
     */
    public static boolean parse(byte[] text, Buffer into, int index) {
        String digits = new String(text, StandardCharsets.UTF_8).strip();
        return switch (into.dtype()) {
            case FLOAT32, FLOAT64 -> parseFloating(digits, into, index);
            case INT32, INT64 -> parseInteger(digits, into, index);
            default -> false;
        };
    }

    private static boolean parseFloating(String digits, Buffer into, int index) {
        String lower = digits.toLowerCase(Locale.ROOT);
        boolean isSigned = lower.startsWith("-") || lower.startsWith("+");
        String java = switch (isSigned ? lower.substring(1) : lower) {
            case "inf", "infinity" -> lower.charAt(0) == '-' ? "-Infinity" : "Infinity";
            case "nan" -> "NaN";
            default -> lower;
        };
        // Java reads more: type letters and hexadecimal powers.
        if (java.isEmpty() || (java.equals(lower) && !java.chars().allMatch(c -> "0123456789+-.e".indexOf(c) >= 0))) {
            return false;
        }
        try {
            if (into.dtype() == DType.FLOAT32) {
                into.floats()[index] = Float.parseFloat(java);
            } else {
                into.doubles()[index] = Double.parseDouble(java);
            }
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean parseInteger(String digits, Buffer into, int index) {
        if (digits.startsWith("+")) {
            return false;
        }
        try {
            if (into.dtype() == DType.INT32) {
                into.ints()[index] = Integer.parseInt(digits);
            } else {
                into.longs()[index] = Long.parseLong(digits);
            }
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
