package dev.lamina.tensorflow.numpy;

import dev.lamina.error.UnimplementedException;
import dev.lamina.tensor.DType;
import java.nio.ByteOrder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A type as NumPy describes it, such as {@code <f4}.
 *
 * @param dtype Lamina's
 * @param order of the bytes of an element
 * @param kind NumPy's letter
 * @param bytes of an element; of a string the most it can have
 */
public record NpyType(DType dtype, ByteOrder order, char kind, int bytes) {
    private static final Pattern DESCRIPTOR = Pattern.compile("([<>|=]?)([a-zA-Z?])(\\d{0,8})(\\[[^\\]]*\\])?");

    /** Code points of NumPy's strings are numbers of four bytes. */
    public static final int CODE_POINT = 4;

    public static NpyType of(String descriptor, String file) {
        Matcher matcher = DESCRIPTOR.matcher(descriptor);
        if (descriptor.equals("bfloat16")) {
            return new NpyType(DType.BFLOAT16, ByteOrder.LITTLE_ENDIAN, 'V', 2);
        }
        if (!matcher.matches() || matcher.group(4) != null) {
            throw unknown(descriptor, file);
        }
        ByteOrder order = matcher.group(1).equals(">")
                ? ByteOrder.BIG_ENDIAN
                : matcher.group(1).equals("=") ? ByteOrder.nativeOrder() : ByteOrder.LITTLE_ENDIAN;
        char kind = matcher.group(2).charAt(0);
        int size = matcher.group(3).isEmpty() ? 1 : Integer.parseInt(matcher.group(3));
        DType dtype = switch (kind + matcher.group(3)) {
            case "f4" -> DType.FLOAT32;
            case "f8" -> DType.FLOAT64;
            case "f2" -> DType.FLOAT16;
            case "c8" -> DType.COMPLEX64;
            case "c16" -> DType.COMPLEX128;
            case "V2" -> DType.BFLOAT16;
            case "i1" -> DType.INT8;
            case "i2" -> DType.INT16;
            case "i4" -> DType.INT32;
            case "i8" -> DType.INT64;
            case "u1" -> DType.UINT8;
            case "u2" -> DType.UINT16;
            case "u4" -> DType.UINT32;
            case "u8" -> DType.UINT64;
            case "b1", "?" -> DType.BOOL;
            default -> {
                if (kind == 'S' || kind == 'U') {
                    yield DType.STRING;
                }
                throw unknown(descriptor, file);
            }
        };
        return new NpyType(dtype, order, kind, kind == 'U' ? size * CODE_POINT : size);
    }

    /** The name by which users of NumPy know a type, whether Lamina has it or not. */
    public static String name(String descriptor) {
        Matcher matcher = DESCRIPTOR.matcher(descriptor);
        if (!matcher.matches()) {
            return descriptor.startsWith("[") ? "structured" : descriptor;
        }
        String unit = matcher.group(4) == null ? "" : matcher.group(4);
        return switch (matcher.group(2).charAt(0)) {
            case 'O' -> "object";
            case 'M' -> "datetime64" + unit;
            case 'm' -> "timedelta64" + unit;
            case 'c' -> "complex" + 8 * number(matcher);
            case 'f', 'g' -> "float" + 8 * number(matcher);
            case 'i' -> "int" + 8 * number(matcher);
            case 'u' -> "uint" + 8 * number(matcher);
            case 'b', '?' -> "bool";
            case 'S', 'U' -> "string";
            case 'V' -> number(matcher) == 2 ? "bfloat16" : "void of " + number(matcher) + " bytes";
            default -> descriptor;
        };
    }

    private static int number(Matcher matcher) {
        return matcher.group(3).isEmpty() ? 1 : Integer.parseInt(matcher.group(3));
    }

    private static UnimplementedException unknown(String descriptor, String file) {
        String name = name(descriptor);
        String hint = switch (name.replaceAll("\\W.*|\\d+", "")) {
            case "object" -> "save it in Python as numbers or strings, as by array.astype('float32')";
            case "datetime", "timedelta" -> "save its numbers in Python: array.astype('int64')";
            case "complex" -> "save its parts in Python: array.real and array.imag";
            case "float" -> "save it in Python as array.astype('float64')";
            case "structured" -> "save its fields in Python one by one: array['name']";
            default -> "save it in Python as another type, by array.astype(...)";
        };
        return new UnimplementedException(
                file + " has elements of type " + name + " (" + descriptor + "), which Lamina does not have"
                        + (name.equals("object") ? ": Python's objects are never unpickled" : ""),
                hint);
    }

    /** The type in which elements of Lamina's type are written; strings as bytes, the longest {@code width} of them. */
    public static NpyType of(DType dtype, int width) {
        char kind = switch (dtype) {
            case FLOAT32, FLOAT64, FLOAT16 -> 'f';
            case COMPLEX64, COMPLEX128 -> 'c';
            case INT32, INT64, INT16, INT8 -> 'i';
            case UINT8, UINT16, UINT32, UINT64 -> 'u';
            case BOOL -> 'b';
            case STRING -> 'S';
            // As the Python package ml_dtypes, which brings the type to NumPy, has it written.
            case BFLOAT16 -> 'V';
            case RESOURCE, VARIANT -> throw new UnimplementedException("a " + dtype + " cannot be written");
        };
        return new NpyType(dtype, ByteOrder.LITTLE_ENDIAN, kind, dtype == DType.STRING ? width : dtype.bytes());
    }

    public String descriptor() {
        boolean hasOrder = kind != 'S' && bytes > 1;
        return (hasOrder ? "<" : "|") + kind + bytes;
    }
}
