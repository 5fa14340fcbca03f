package dev.lamina.tensor;

import dev.lamina.error.InvalidArgumentException;
import java.lang.reflect.Array;

/**
 * Typed, mutable storage of known shape: what kernels read and write.
 *
 * <p>The elements lie in row-major order from index 0 of an ordinary array, which may be longer than
 * the shape asks for. Several buffers may lie in the same {@link Storage}.
 */
public final class Buffer {
    private final DType dtype;
    private final Shape shape;
    private final int size;
    private final Storage storage;

    /** A buffer in the given storage. */
    public Buffer(DType dtype, Shape shape, Storage storage) {
        this.dtype = dtype;
        this.shape = shape;
        this.size = shape.size();
        this.storage = storage;
    }

    /** A buffer of zeros in storage of its own. */
    public static Buffer allocate(DType dtype, Shape shape) {
        return new Buffer(dtype, shape, new Storage(dtype.newArray(shape.size())));
    }

    /** The type of the elements. */
    public DType dtype() {
        return dtype;
    }

    /** The shape, fully defined. */
    public Shape shape() {
        return shape;
    }

    /** The number of elements. */
    public int size() {
        return size;
    }

    /** Where the elements lie. */
    public Storage storage() {
        return storage;
    }

    /** The array itself, of the Java type that {@link DType} names. */
    public Object array() {
        return storage.array();
    }

    /** The array of a float32 buffer, or of a complex64 one: real and imaginary parts in turn. */
    public float[] floats() {
        return (float[]) storage.array();
    }

    /** The array of a float64 buffer, or of a complex128 one: real and imaginary parts in turn. */
    public double[] doubles() {
        return (double[]) storage.array();
    }

    /** The array of an int32 or uint32 buffer. */
    public int[] ints() {
        return (int[]) storage.array();
    }

    /** The array of an int64 or uint64 buffer. */
    public long[] longs() {
        return (long[]) storage.array();
    }

    /** The array of an int16, uint16, float16 or bfloat16 buffer. */
    public short[] shorts() {
        return (short[]) storage.array();
    }

    /** The array of a uint8, int8 or bool buffer. */
    public byte[] bytes() {
        return (byte[]) storage.array();
    }

    /** The array of a string buffer. */
    public byte[][] strings() {
        return (byte[][]) storage.array();
    }

    /** The array of a resource or variant buffer. */
    public Object[] objects() {
        return (Object[]) storage.array();
    }

    /** Copies the elements of a buffer of the same type and number of elements into this one. */
    public void copyFrom(Buffer source) {
        if (source.dtype != dtype || source.size != size) {
            throw new InvalidArgumentException("cannot copy " + source + " into " + this);
        }
        copyFrom(source, 0, 0, size);
    }

    /** Copies {@code n} elements of a buffer of the same type from index {@code from} on to index {@code to} of this one. */
    public void copyFrom(Buffer source, int from, int to, int n) {
        int width = dtype.width();
        System.arraycopy(source.array(), from * width, array(), to * width, n * width);
    }

    /** A tensor of its own with these elements, in an array of just their number. */
    public Tensor toTensor() {
        Object copy = dtype.newArray(size);
        System.arraycopy(array(), 0, copy, 0, size * dtype.width());
        return new Tensor(new Buffer(dtype, shape, new Storage(copy)));
    }

    /**
     * The element at a flat index as a {@code double}; of integers beyond 2^53 the nearest.
     *
     * @throws InvalidArgumentException if the elements are complex, or no numbers
     */
    public double asDouble(int index) {
        return switch (dtype) {
            case FLOAT32 -> floats()[index];
            case FLOAT64 -> doubles()[index];
            case FLOAT16 -> Float.float16ToFloat(shorts()[index]);
            case BFLOAT16 -> Float.intBitsToFloat(shorts()[index] << 16);
            case UINT64 -> Conversion.unsignedToDouble(longs()[index]);
            default -> asLong(index);
        };
    }

    /**
     * The element of an integer or bool buffer at a flat index; floating-point elements are truncated. Of a uint64 buffer
     * it is to be read as unsigned.
     */
    public long asLong(int index) {
        return switch (dtype) {
            case INT32 -> ints()[index];
            case UINT32 -> ints()[index] & 0xffffffffL;
            case INT64, UINT64 -> longs()[index];
            case INT16 -> shorts()[index];
            case UINT16 -> shorts()[index] & 0xffff;
            case INT8, BOOL -> bytes()[index];
            case UINT8 -> bytes()[index] & 0xff;
            case FLOAT32, FLOAT64, FLOAT16, BFLOAT16 -> (long) asDouble(index);
            case COMPLEX64, COMPLEX128 ->
                throw new InvalidArgumentException(
                        "an element of " + dtype + " is not one number", "take its real or its imaginary part");
            case STRING, RESOURCE, VARIANT ->
                throw new InvalidArgumentException("elements of " + dtype + " are not numbers");
        };
    }

    /** The real part of the complex element at a flat index, or the element of another type. */
    public double realPart(int index) {
        return switch (dtype) {
            case COMPLEX64 -> floats()[2 * index];
            case COMPLEX128 -> doubles()[2 * index];
            default -> asDouble(index);
        };
    }

    /** The imaginary part of the complex element at a flat index; 0 of another type. */
    public double imaginaryPart(int index) {
        return switch (dtype) {
            case COMPLEX64 -> floats()[2 * index + 1];
            case COMPLEX128 -> doubles()[2 * index + 1];
            default -> 0;
        };
    }

    /** Type, shape and the length of the array: {@code float32[128,784] in 100352}. */
    @Override
    public String toString() {
        return dtype + shape.toString() + " in " + Array.getLength(array());
    }
}
