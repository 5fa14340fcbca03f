package dev.lamina.app.run;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Elements of a tensor that come one by one, as text. */
final class Elements {
    /** Of the largest integer of any type; 1e999999999 would be a long one. */
    private static final int MOST_DIGITS = 20;

    private final String name;
    private final DType dtype;
    private final Object array;
    private final DType held;
    private int count;

    /**
     * Room for that many elements.
     *
     * @param name of the tensor, for errors
     */
    Elements(String name, DType dtype, int size) {
        if (dtype.isComplex()) {
            throw new InvalidArgumentException(
                    "the feed of " + name + " is of type " + dtype + ", which has no text form");
        }
        this.name = name;
        this.dtype = dtype;
        held = heldAs(dtype);
        array = held.newArray(size);
    }

    /** The type in which they are kept until all are there. */
    private static DType heldAs(DType dtype) {
        return switch (dtype) {
            case FLOAT16, BFLOAT16 -> DType.FLOAT32;
            case INT8, INT16, INT32, UINT8, UINT16, UINT32 -> DType.INT64;
            default -> dtype;
        };
    }

    /**
     * Adds the next.
     *
     * @throws InvalidArgumentException if it is no value of the type
     */
    void add(String text) {
        try {
            set(count++, text);
        } catch (NumberFormatException | ArithmeticException e) {
            throw new InvalidArgumentException(
                    "the feed of " + name + ": '" + text + "' is not of type " + dtype, null, e);
        }
    }

    private void set(int index, String text) {
        switch (array) {
            case float[] floats -> floats[index] = Float.parseFloat(javaNumber(text));
            case double[] doubles -> doubles[index] = Double.parseDouble(javaNumber(text));
            case long[] longs -> longs[index] = integer(text);
            case byte[] booleans -> booleans[index] = (byte) (truth(text) ? 1 : 0);
            case byte[][] strings -> strings[index] = text.getBytes(StandardCharsets.UTF_8);
            default -> throw new InvalidArgumentException(name + " is of type " + dtype + ", which cannot be fed");
        }
    }

    /** Python's and JSON's names of what is no number, in Java's spelling. */
    private static String javaNumber(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan" -> "NaN";
            case "inf", "+inf", "infinity", "+infinity" -> "Infinity";
            case "-inf", "-infinity" -> "-Infinity";
            default -> text;
        };
    }

    private long integer(String text) {
        BigDecimal number = new BigDecimal(text);
        if (number.precision() - number.scale() > MOST_DIGITS) {
            throw new ArithmeticException("beyond " + dtype);
        }
        BigInteger value = number.toBigIntegerExact();
        int bits = 8 * dtype.bytes();
        boolean fits = dtype.isUnsigned() ? value.signum() >= 0 && value.bitLength() <= bits : value.bitLength() < bits;
        if (!fits) {
            throw new ArithmeticException("beyond " + dtype);
        }
        return value.longValue();
    }

    private static boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new NumberFormatException(text);
        };
    }

    Tensor tensor(Shape shape) {
        return Tensor.wrap(held, array, shape).cast(dtype);
    }
}
