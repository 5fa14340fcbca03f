package dev.lamina.tensorflow;

import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value that TensorFlow computed for a tensor.
 *
 * @param lines an element each, in row-major order
 * @param shape its shape
 */
record ExpectedTensor(List<String> lines, Shape shape) {
    private static final double RELATIVE = 1e-5;
    private static final double ABSOLUTE = 1e-6;

    static ExpectedTensor parse(String csv, String shape) {
        long[] dims = shape.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .mapToLong(Long::parseLong)
                .toArray();
        List<String> lines = csv.lines().map(String::strip).toList();
        // The shape of a scalar is written as 0 dimensions, which looks like one of 0; its value tells the two apart.
        boolean isScalar = dims.length == 1 && dims[0] == 0 && lines.size() == 1;
        return new ExpectedTensor(lines, isScalar ? Shape.scalar() : Shape.of(dims));
    }

    /** The value as a tensor, to be fed. */
    Tensor tensor(DType type) {
        if (type == DType.STRING) {
            byte[][] strings = lines.stream()
                    .map(line -> line.getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
            return Tensor.wrap(DType.STRING, strings, shape);
        }
        double[] numbers = lines.stream().mapToDouble(ExpectedTensor::number).toArray();
        return Tensor.wrap(numbers, shape.dims()).cast(type);
    }

    private static double number(String line) {
        return switch (line) {
            case "True" -> 1;
            case "False" -> 0;
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(line);
        };
    }

    /** How a tensor differs from this, or empty. */
    String differsFrom(Tensor found, @Nullable DType type, boolean isRandom) {
        if (type != null && found.dtype() != type) {
            return "is of type " + found.dtype() + ", not " + type;
        }
        if (!found.shape().equals(shape)) {
            return "has shape " + found.shape() + ", not " + shape;
        }
        if (isRandom) {
            return "";
        }
        if (lines.size() != found.size()) {
            return "has " + found.size() + " elements, not " + lines.size();
        }
        Buffer buffer = found.buffer();
        for (int i = 0; i < lines.size(); i++) {
            if (found.dtype() == DType.STRING) {
                String text = literal(buffer.strings()[i]);
                if (!text.equals(lines.get(i))) {
                    return "[" + i + "] is " + text + ", not " + lines.get(i);
                }
            } else if (!isClose(lines.get(i), buffer, i)) {
                return "[" + i + "] is " + buffer.asDouble(i) + ", not " + lines.get(i);
            }
        }
        return "";
    }

    /** Bytes as Python shows them: {@code b'text'}, in double quotes if there is a single one among them. */
    private static String literal(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte each : bytes) {
            switch (each) {
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                case '\r' -> text.append("\\r");
                default ->
                    text.append(each >= ' ' && each < 0x7f ? "" + (char) each : "\\x%02x".formatted(each & 0xff));
            }
        }
        String quote = text.indexOf("'") >= 0 ? "\"" : "'";
        return "b" + quote + text + quote;
    }

    private static boolean isClose(String line, Buffer found, int i) {
        // Integers with a decimal point went through a double when they were written, and lost their last digits there.
        if (found.dtype().isInteger() && !line.contains(".")) {
            long bits = found.asLong(i);
            String digits = found.dtype().isUnsigned() ? Long.toUnsignedString(bits) : Long.toString(bits);
            return new BigDecimal(line).compareTo(new BigDecimal(digits)) == 0;
        }
        double wanted = number(line);
        double value = found.asDouble(i);
        if (!found.dtype().isFloating()) {
            return value == wanted;
        }
        if (Double.isNaN(wanted) || Double.isInfinite(wanted)) {
            return Double.compare(wanted, value) == 0;
        }
        return Math.abs(value - wanted) <= Math.max(ABSOLUTE, relative(found.dtype()) * Math.abs(wanted));
    }

    /** The 16-bit types are held to a unit in their last place, since that is what rounding a sum anew costs. */
    private static double relative(DType type) {
        return switch (type) {
            case FLOAT16 -> 0x1p-10;
            case BFLOAT16 -> 0x1p-7;
            default -> RELATIVE;
        };
    }
}
