package dev.lamina.tensor;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.ResourceExhaustedException;
import java.util.Arrays;
import java.util.Locale;

/** The type of a tensor's elements, with TensorFlow's name and number for it. */
public enum DType {
    /** 32-bit IEEE 754 floating point, held in {@code float[]}: the fast one. */
    FLOAT32("float", 1, 4, Kind.FLOAT),
    /** 64-bit IEEE 754 floating point, held in {@code double[]}. */
    FLOAT64("double", 2, 8, Kind.FLOAT),
    /** 32-bit signed integer, held in {@code int[]}. */
    INT32("int32", 3, 4, Kind.INTEGER),
    /** 8-bit unsigned integer, held in {@code byte[]}. */
    UINT8("uint8", 4, 1, Kind.UNSIGNED),
    /** 16-bit signed integer, held in {@code short[]}. */
    INT16("int16", 5, 2, Kind.INTEGER),
    /** 8-bit signed integer, held in {@code byte[]}. */
    INT8("int8", 6, 1, Kind.INTEGER),
    /** Bytes of any length, held in {@code byte[][]}. */
    STRING("string", 7, 0, Kind.OTHER),
    /** A complex number of two 32-bit floating-point numbers, held in {@code float[]}: the real part, then the imaginary one. */
    COMPLEX64("complex64", 8, 8, Kind.COMPLEX),
    /** 64-bit signed integer, held in {@code long[]}. */
    INT64("int64", 9, 8, Kind.INTEGER),
    /** True or false, held in {@code byte[]} as 1 or 0. */
    BOOL("bool", 10, 1, Kind.OTHER),
    /** The upper half of a float32, held in {@code short[]}: a storage type that casts. */
    BFLOAT16("bfloat16", 14, 2, Kind.FLOAT),
    /** 16-bit unsigned integer, held in {@code short[]}. */
    UINT16("uint16", 17, 2, Kind.UNSIGNED),
    /** A complex number of two 64-bit floating-point numbers, held in {@code double[]}: the real part, then the imaginary one. */
    COMPLEX128("complex128", 18, 16, Kind.COMPLEX),
    /** 16-bit IEEE 754 floating point, held in {@code short[]}: a storage type that casts. */
    FLOAT16("half", 19, 2, Kind.FLOAT),
    /** A handle to what a session or a run owns: a variable, a table, a queue. It has no elements that a user can see. */
    RESOURCE("resource", 20, 0, Kind.OTHER),
    /** A value that is no array, such as a list of tensors, held in {@code Object[]}. What is there never changes. */
    VARIANT("variant", 21, 0, Kind.OTHER),
    /** 32-bit unsigned integer, held in {@code int[]}. */
    UINT32("uint32", 22, 4, Kind.UNSIGNED),
    /** 64-bit unsigned integer, held in {@code long[]}. */
    UINT64("uint64", 23, 8, Kind.UNSIGNED);

    private static final byte[] NO_BYTES = new byte[0];

    private enum Kind {
        FLOAT,
        INTEGER,
        UNSIGNED,
        COMPLEX,
        OTHER
    }

    private final String tensorFlowName;
    private final int number;
    private final int bytes;
    private final Kind kind;

    DType(String tensorFlowName, int number, int bytes, Kind kind) {
        this.tensorFlowName = tensorFlowName;
        this.number = number;
        this.bytes = bytes;
        this.kind = kind;
    }

    /** TensorFlow's name, as its op signatures spell it: {@code float}, {@code int32}, {@code half}. */
    public String tensorFlowName() {
        return tensorFlowName;
    }

    /** The number in TensorFlow's {@code DataType} enumeration. */
    public int number() {
        return number;
    }

    /** Bytes an element takes, or 0 for strings, resources and variants. */
    public int bytes() {
        return bytes;
    }

    /** True for the floating-point types. */
    public boolean isFloating() {
        return kind == Kind.FLOAT;
    }

    /** True for complex64 and complex128. */
    public boolean isComplex() {
        return kind == Kind.COMPLEX;
    }

    /** True for floating-point and complex types: those a gradient can flow through. */
    public boolean isDifferentiable() {
        return isFloating() || isComplex();
    }

    /** The type of the real and the imaginary part of a complex type; any other type itself. */
    public DType partType() {
        return switch (this) {
            case COMPLEX64 -> FLOAT32;
            case COMPLEX128 -> FLOAT64;
            default -> this;
        };
    }

    /** How many entries of an array an element takes: two for the parts of a complex number, else one. */
    public int width() {
        return isComplex() ? 2 : 1;
    }

    /** True for the integer types, signed or not. */
    public boolean isInteger() {
        return kind == Kind.INTEGER || kind == Kind.UNSIGNED;
    }

    /** True for the unsigned integer types: the elements of their arrays are to be read as Java's unsigned numbers. */
    public boolean isUnsigned() {
        return kind == Kind.UNSIGNED;
    }

    /** True for resources and variants, whose elements only operations can read: none is a number or text in a file. */
    public boolean isOpaque() {
        return this == RESOURCE || this == VARIANT;
    }

    /** A new array of {@code length} zeros (empty strings, nulls for resources and variants) that can hold this type's elements. */
    public Object newArray(int length) {
        return switch (this) {
            case FLOAT32 -> new float[length];
            case FLOAT64 -> new double[length];
            case COMPLEX64 -> new float[entries(length)];
            case COMPLEX128 -> new double[entries(length)];
            case INT32, UINT32 -> new int[length];
            case INT64, UINT64 -> new long[length];
            case INT16, UINT16, FLOAT16, BFLOAT16 -> new short[length];
            case INT8, UINT8, BOOL -> new byte[length];
            case STRING -> {
                byte[][] strings = new byte[length][];
                Arrays.fill(strings, NO_BYTES);
                yield strings;
            }
            case RESOURCE, VARIANT -> new Object[length];
        };
    }

    private int entries(int length) {
        if (length > Shape.MOST_ELEMENTS / 2) {
            throw new ResourceExhaustedException(
                    "a tensor of " + this + " holds at most " + Shape.MOST_ELEMENTS / 2 + " elements, not " + length,
                    "see whether that is the shape you meant, or work on a part at a time");
        }
        return 2 * length;
    }

    /**
     * The type with that name in TensorFlow's spelling.
     *
     * @throws InvalidArgumentException if there is none
     */
    public static DType ofTensorFlowName(String name) {
        for (DType type : values()) {
            if (type.tensorFlowName.equals(name)) {
                return type;
            }
        }
        throw new InvalidArgumentException("no such type: " + name);
    }

    /**
     * The type with that number in TensorFlow's {@code DataType} enumeration.
     *
     * @throws InvalidArgumentException if Lamina has no such type
     */
    public static DType ofNumber(int number) {
        for (DType type : values()) {
            if (type.number == number) {
                return type;
            }
        }
        throw new InvalidArgumentException("no type has the number " + number);
    }

    /** The name users of NumPy know: {@code float32}, {@code int64}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
