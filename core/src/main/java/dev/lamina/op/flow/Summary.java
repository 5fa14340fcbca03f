package dev.lamina.op.flow;

import dev.lamina.tensor.Buffer;
import java.nio.charset.StandardCharsets;

/** A tensor's first elements as TensorFlow's {@code Print} and {@code Assert} write them: {@code [1 2][3...}. */
final class Summary {
    private final Buffer buffer;
    private final int limit;
    private final StringBuilder text = new StringBuilder();
    private int next;

    private Summary(Buffer buffer, int limit) {
        this.buffer = buffer;
        this.limit = limit;
    }

    /** The first {@code most} elements in brackets, all if it is negative. */
    static String of(Buffer buffer, long most) {
        Summary summary = new Summary(buffer, (int) (most < 0 ? buffer.size() : Math.min(most, buffer.size())));
        summary.write(0);
        if (summary.limit < buffer.size()) {
            summary.text.append("...");
        }
        return "[" + summary.text + "]";
    }

    private void write(int axis) {
        int rank = buffer.shape().rank();
        if (rank == 0) {
            if (limit > 0) {
                text.append(element(0));
            }
            return;
        }
        for (int i = 0; i < buffer.shape().dim(axis); i++) {
            if (next >= limit) {
                text.append(axis == rank - 1 && axis > 0 ? "..." : "");
                return;
            }
            if (axis == rank - 1) {
                text.append(i > 0 ? " " : "").append(element(next++));
            } else {
                text.append('[');
                write(axis + 1);
                text.append(']');
            }
        }
    }

    private String element(int index) {
        return switch (buffer.dtype()) {
            case STRING -> new String(buffer.strings()[index], StandardCharsets.UTF_8);
            case FLOAT64 -> number(Double.toString(buffer.doubles()[index]));
            case COMPLEX64 ->
                "(" + number(Float.toString((float) buffer.realPart(index))) + ","
                        + number(Float.toString((float) buffer.imaginaryPart(index))) + ")";
            case COMPLEX128 ->
                "(" + number(Double.toString(buffer.realPart(index))) + ","
                        + number(Double.toString(buffer.imaginaryPart(index))) + ")";
            case FLOAT32, FLOAT16, BFLOAT16 -> number(Float.toString((float) buffer.asDouble(index)));
            default -> Long.toString(buffer.asLong(index));
        };
    }

    /** As C's {@code %g} writes it: {@code 1}, {@code 1e-05}, {@code inf}. */
    private static String number(String java) {
        int exponent = java.indexOf('E');
        String digits = exponent < 0 ? java : java.substring(0, exponent);
        String plain = digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits;
        if (exponent < 0) {
            return plain.replace("Infinity", "inf").replace("NaN", "nan");
        }
        int power = Integer.parseInt(java.substring(exponent + 1));
        return plain + (power < 0 ? "e-" : "e+") + (Math.abs(power) < 10 ? "0" : "") + Math.abs(power);
    }
}
