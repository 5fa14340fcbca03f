package dev.lamina.data;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Storage;
import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The features or the label of one example, to be read and written: a stretch of an array in row-major
 * order, which may be a batch's.
 */
public final class Values {
    private final Buffer buffer;
    private final Shape shape;
    private final int size;
    private int offset;
    private @Nullable PictureShape picture;

    /** The first of several stretches of that shape in the array. */
    Values(DType dtype, Shape shape, Object array) {
        this.buffer = new Buffer(dtype, Shape.of(Array.getLength(array)), new Storage(array));
        this.shape = shape;
        this.size = shape.size();
    }

    /** The {@code i}-th stretch from now on. */
    void moveTo(int i) {
        offset = Math.multiplyExact(i, size);
    }

    /** The shape as a picture's, or an exception: kept, for it is asked for with each example. */
    PictureShape picture() {
        if (picture == null) {
            picture = PictureShape.of(shape, dtype());
        }
        return picture;
    }

    /** The type of the elements. */
    public DType dtype() {
        return buffer.dtype();
    }

    /** The shape, fully defined. */
    public Shape shape() {
        return shape;
    }

    /** The number of elements. */
    public int size() {
        return size;
    }

    /** Where the elements begin in {@link #array()}. */
    public int offset() {
        return offset;
    }

    /**
     * The array that the elements lie in, of the Java type that {@link DType} names. What lies before
     * {@link #offset()} and after the {@link #size()} elements belongs to others.
     */
    public Object array() {
        return buffer.array();
    }

    /**
     * The array that float32 elements lie in, as {@link #array()} gives it.
     *
     * @throws InvalidArgumentException when the elements are not float32
     */
    public float[] floats() {
        if (dtype() != DType.FLOAT32) {
            throw new InvalidArgumentException("the values are of type " + dtype() + ", not float32");
        }
        return buffer.floats();
    }

    /**
     * The element at a flat index, from 0, of whatever numeric type; of integers beyond 2^53 the nearest.
     *
     * @throws InvalidArgumentException when the elements are strings
     */
    public double get(int index) {
        return buffer.asDouble(offset + Objects.checkIndex(index, size));
    }

    /** All elements as text, such as {@code [0.5, 1.0]}: the same for the same bits, on every platform. */
    public String text() {
        var text = new StringJoiner(", ", "[", "]");
        for (int i = offset; i < offset + size; i++) {
            text.add(
                    dtype() == DType.STRING
                            ? new String(buffer.strings()[i], StandardCharsets.ISO_8859_1)
                            : dtype().isFloating()
                                    ? Double.toString(buffer.asDouble(i))
                                    : Long.toString(buffer.asLong(i)));
        }
        return text.toString();
    }

    /**
     * Puts an element at a flat index, from 0, converted as Java's casts do it; into bool, whatever is not zero is true.
     *
     * @throws InvalidArgumentException when the elements are strings
     */
    public void set(int index, double value) {
        int at = offset + Objects.checkIndex(index, size);
        switch (dtype()) {
            case FLOAT32 -> buffer.floats()[at] = (float) value;
            case FLOAT64 -> buffer.doubles()[at] = value;
            case INT32 -> buffer.ints()[at] = (int) value;
            case INT64 -> buffer.longs()[at] = (long) value;
            case BOOL -> buffer.bytes()[at] = (byte) (value == 0 ? 0 : 1);
            default -> setSmall(at, value);
        }
    }

    private void setSmall(int at, double value) {
        switch (dtype()) {
            case INT16 -> buffer.shorts()[at] = (short) value;
            case INT8, UINT8 -> buffer.bytes()[at] = (byte) (int) value;
            case FLOAT16 -> buffer.shorts()[at] = Float.floatToFloat16((float) value);
            default -> throw new InvalidArgumentException("elements of " + dtype() + " are not set as numbers");
        }
    }

    /**
     * Copies elements of the same type and number.
     *
     * @throws InvalidArgumentException when type or number differ
     */
    public void copyFrom(Values source) {
        if (source.dtype() != dtype() || source.size != size) {
            throw new InvalidArgumentException("cannot copy " + source + " into " + this);
        }
        copyFrom(source.array(), source.offset);
    }

    /** Copies elements from an array of the same type, from an index on. */
    void copyFrom(Object array, int from) {
        System.arraycopy(array, from, array(), offset, size);
    }

    /** Zeros; empty strings; false. */
    void clear() {
        int end = offset + size;
        switch (array()) {
            case float[] floats -> Arrays.fill(floats, offset, end, 0f);
            case double[] doubles -> Arrays.fill(doubles, offset, end, 0);
            case int[] ints -> Arrays.fill(ints, offset, end, 0);
            case long[] longs -> Arrays.fill(longs, offset, end, 0);
            case short[] shorts -> Arrays.fill(shorts, offset, end, (short) 0);
            case byte[] bytes -> Arrays.fill(bytes, offset, end, (byte) 0);
            default -> copyFrom(dtype().newArray(size), 0);
        }
    }

    /** Type and shape: {@code float32[28,28,1]}. */
    @Override
    public String toString() {
        return dtype() + shape.toString();
    }
}
