package dev.lamina.tensor;

import dev.lamina.error.InvalidArgumentException;

/**
 * Conversion between numeric types, as TensorFlow's {@code Cast} does it: floating point to integer
 * truncates toward zero, integers wrap, anything to bool is "not zero". Of a complex number what is not complex takes the real
 * part; what becomes one has no imaginary part.
 */
public final class Conversion {
    private Conversion() {}

    /** Converts the elements {@code from} to {@code to} (exclusive) of one buffer into the other. */
    public static void run(Buffer source, Buffer target, int from, int to) {
        if (source.dtype() == target.dtype()) {
            target.copyFrom(source, from, from, to - from);
        } else if (source.dtype() == DType.STRING || target.dtype() == DType.STRING) {
            throw new InvalidArgumentException("cannot convert " + source.dtype() + " to " + target.dtype());
        } else if (ConversionLoops.run(source, target, from, to)) {
            return;
        } else if (target.dtype().isComplex()) {
            toComplex(source, target, from, to);
        } else if (target.dtype().isFloating()) {
            toFloating(source, target, from, to);
        } else if (target.dtype() == DType.BOOL) {
            toBooleans(source, target.bytes(), from, to);
        } else {
            toIntegers(source, target, from, to);
        }
    }

    private static void toComplex(Buffer source, Buffer target, int from, int to) {
        for (int i = from; i < to; i++) {
            if (target.dtype() == DType.COMPLEX64) {
                target.floats()[2 * i] = toFloat(source, i);
                target.floats()[2 * i + 1] = (float) source.imaginaryPart(i);
            } else {
                target.doubles()[2 * i] = source.realPart(i);
                target.doubles()[2 * i + 1] = source.imaginaryPart(i);
            }
        }
    }

    private static void toFloating(Buffer source, Buffer target, int from, int to) {
        for (int i = from; i < to; i++) {
            switch (target.dtype()) {
                case FLOAT32 -> target.floats()[i] = toFloat(source, i);
                case FLOAT64 -> target.doubles()[i] = source.realPart(i);
                case FLOAT16 -> target.shorts()[i] = Float.floatToFloat16(toFloat(source, i));
                case BFLOAT16 -> target.shorts()[i] = bfloat16(toFloat(source, i));
                default -> throw new AssertionError(target.dtype());
            }
        }
    }

    /** Rounded once: by way of a double, 64-bit integers would be rounded twice. */
    private static float toFloat(Buffer source, int index) {
        return switch (source.dtype()) {
            case INT64 -> source.longs()[index];
            case UINT64 -> unsignedToFloat(source.longs()[index]);
            default -> (float) source.realPart(index);
        };
    }

    private static float unsignedToFloat(long value) {
        return value >= 0 ? value : 2f * half(value);
    }

    /** The nearest {@code double} to an unsigned number. */
    static double unsignedToDouble(long value) {
        return value >= 0 ? value : 2.0 * half(value);
    }

    /** Half of an unsigned number, with the bit that is lost kept for the rounding. */
    private static long half(long value) {
        return (value >>> 1) | (value & 1);
    }

    /** Truncated; what is beyond becomes the largest, what is negative wraps, and NaN is 0. */
    private static long toUnsigned(double value) {
        return value >= 0x1p63 ? (long) (value - 0x1p63) ^ Long.MIN_VALUE : (long) value;
    }

    /** The nearest bfloat16, ties to even; a NaN stays one. */
    public static short bfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) ((bits >>> 16) | 0x40);
        }
        return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
    }

    private static void toBooleans(Buffer source, byte[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = (byte) (source.realPart(i) != 0 ? 1 : 0);
        }
    }

    private static void toIntegers(Buffer source, Buffer target, int from, int to) {
        for (int i = from; i < to; i++) {
            boolean isReal = source.dtype().isDifferentiable();
            long value = isReal ? (long) source.realPart(i) : source.asLong(i);
            switch (target.dtype()) {
                case INT32 -> target.ints()[i] = isReal ? (int) source.realPart(i) : (int) value;
                case UINT32 -> target.ints()[i] = (int) value;
                case INT64 -> target.longs()[i] = value;
                case UINT64 -> target.longs()[i] = isReal ? toUnsigned(source.realPart(i)) : value;
                case INT16, UINT16 -> target.shorts()[i] = (short) value;
                case INT8, UINT8 -> target.bytes()[i] = (byte) value;
                default ->
                    throw new InvalidArgumentException("cannot convert " + source.dtype() + " to " + target.dtype());
            }
        }
    }
}
