package dev.lamina.tensor;

import dev.lamina.error.InvalidArgumentException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A value: elements of one type in a shape. Immutable as far as Lamina is concerned.
 *
 * <p>{@link #of} copies what it is given. {@link #wrap(float[], long...)} and its kin do not: the caller
 * keeps the array and must not change it while a session runs with it; between runs it may be filled anew.
 */
public final class Tensor {
    private final Buffer buffer;

    Tensor(Buffer buffer) {
        this.buffer = buffer;
    }

    /**
     * A tensor from a number, a boolean, a string, or an array of them, nested to any depth.
     *
     * @throws InvalidArgumentException if the arrays are ragged or of another type
     */
    public static Tensor of(Object value) {
        return value instanceof Tensor tensor ? tensor : Nested.toTensor(value);
    }

    /** A tensor of the type with every number of {@code value} (as for {@link #of}) converted to it. */
    public static Tensor of(Object value, DType dtype) {
        return of(value).cast(dtype);
    }

    /** A tensor over this very array. */
    public static Tensor wrap(float[] data, long... dims) {
        return wrap(DType.FLOAT32, data, data.length, Shape.of(dims));
    }

    /** A tensor over this very array. */
    public static Tensor wrap(double[] data, long... dims) {
        return wrap(DType.FLOAT64, data, data.length, Shape.of(dims));
    }

    /** A tensor over this very array. */
    public static Tensor wrap(int[] data, long... dims) {
        return wrap(DType.INT32, data, data.length, Shape.of(dims));
    }

    /** A tensor over this very array. */
    public static Tensor wrap(long[] data, long... dims) {
        return wrap(DType.INT64, data, data.length, Shape.of(dims));
    }

    /**
     * A tensor of any type over this very array, which is of the Java type that {@link DType} names. Of a complex type
     * it holds real and imaginary parts in turn.
     *
     * @throws InvalidArgumentException if the array's length is not that of the shape's number of elements
     */
    public static Tensor wrap(DType dtype, Object array, Shape shape) {
        if (dtype.newArray(0).getClass() != array.getClass()) {
            throw new InvalidArgumentException("a tensor of " + dtype + " does not lie in a "
                    + array.getClass().getSimpleName());
        }
        int entries = java.lang.reflect.Array.getLength(array);
        if (entries % dtype.width() != 0) {
            throw new InvalidArgumentException(
                    "an array of " + entries + " numbers is not one of real and imaginary parts in turn");
        }
        return wrap(dtype, array, entries / dtype.width(), shape);
    }

    /** A tensor of zeros (empty strings, false). */
    public static Tensor zeros(DType dtype, Shape shape) {
        return new Tensor(Buffer.allocate(dtype, shape));
    }

    private static Tensor wrap(DType dtype, Object array, int length, Shape shape) {
        if (shape.size() != length) {
            throw new InvalidArgumentException("an array of " + length + " elements does not fill shape " + shape);
        }
        return new Tensor(new Buffer(dtype, shape, new Storage(array)));
    }

    /** The type of the elements. */
    public DType dtype() {
        return buffer.dtype();
    }

    /** The shape, fully defined. */
    public Shape shape() {
        return buffer.shape();
    }

    /** The number of elements. */
    public int size() {
        return buffer.size();
    }

    /** The elements themselves, not a copy: for kernels and file formats, which must not change them. */
    public Buffer buffer() {
        return buffer;
    }

    /** A copy of a float32 tensor's elements in row-major order; of a complex64 tensor's real and imaginary parts in turn. */
    public float[] floats() {
        return Arrays.copyOf(expectParts(DType.FLOAT32).floats(), size() * dtype().width());
    }

    /** A copy of a float64 tensor's elements in row-major order; of a complex128 tensor's real and imaginary parts in turn. */
    public double[] doubles() {
        return Arrays.copyOf(expectParts(DType.FLOAT64).doubles(), size() * dtype().width());
    }

    /** A copy of an int32 tensor's elements in row-major order. */
    public int[] ints() {
        return Arrays.copyOf(expect(DType.INT32).ints(), size());
    }

    /** A copy of an int64 tensor's elements in row-major order. */
    public long[] longs() {
        return Arrays.copyOf(expect(DType.INT64).longs(), size());
    }

    /** The elements of a bool tensor in row-major order. */
    public boolean[] booleans() {
        byte[] bytes = expect(DType.BOOL).bytes();
        boolean[] copy = new boolean[size()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = bytes[i] != 0;
        }
        return copy;
    }

    /** The elements of a string tensor in row-major order, read as UTF-8. */
    public String[] strings() {
        byte[][] bytes = expect(DType.STRING).strings();
        String[] copy = new String[size()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = new String(bytes[i], StandardCharsets.UTF_8);
        }
        return copy;
    }

    /** The only element as a {@code float}, whatever the numeric type. */
    public float floatValue() {
        return (float) doubleValue();
    }

    /**
     * The only element as a {@code double}, whatever the numeric type.
     *
     * @throws InvalidArgumentException if there are more elements or fewer, or it is complex
     */
    public double doubleValue() {
        if (size() != 1) {
            throw new InvalidArgumentException("a tensor of shape " + shape() + " is not a single value");
        }
        return buffer.asDouble(0);
    }

    /** The only element of an integer tensor. */
    public long longValue() {
        doubleValue();
        return buffer.asLong(0);
    }

    /** This tensor with its elements converted, as TensorFlow's {@code Cast} does it. */
    public Tensor cast(DType to) {
        if (to == dtype()) {
            return this;
        }
        Buffer converted = Buffer.allocate(to, shape());
        Conversion.run(buffer, converted, 0, size());
        return new Tensor(converted);
    }

    /** This tensor's elements in another shape of as many. */
    public Tensor reshape(long... dims) {
        return wrap(dtype(), buffer.array(), size(), Shape.of(dims));
    }

    private Buffer expectParts(DType parts) {
        return dtype().isComplex() && dtype().partType() == parts ? buffer : expect(parts);
    }

    private Buffer expect(DType dtype) {
        if (dtype != dtype()) {
            throw new InvalidArgumentException("the tensor is of type " + dtype() + ", not " + dtype);
        }
        return buffer;
    }

    /** Says whether type, shape and every element are the same, floating-point elements by their bits. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tensor tensor
                && tensor.dtype() == dtype()
                && tensor.shape().equals(shape())
                && Elements.equal(buffer, tensor.buffer);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * dtype().hashCode() + shape().hashCode()) + Elements.hash(buffer);
    }

    /** The elements in NumPy's way: {@code [[5.11 8.44]\n [0. 0.]]}, long tensors with their middle left out. */
    @Override
    public String toString() {
        return Format.text(buffer);
    }
}
