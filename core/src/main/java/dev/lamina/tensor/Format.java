package dev.lamina.tensor;

import java.nio.charset.StandardCharsets;

/** Tensors as text, in NumPy's way. */
final class Format {
    private static final int EDGE = 3;
    private static final int SUMMARY_ABOVE = 1000;

    private final Buffer buffer;
    private final boolean summary;
    private final StringBuilder text = new StringBuilder();

    private Format(Buffer buffer) {
        this.buffer = buffer;
        this.summary = buffer.size() > SUMMARY_ABOVE;
    }

    static String text(Buffer buffer) {
        Format format = new Format(buffer);
        format.axis(0, 0, buffer.size());
        return format.text.toString();
    }

    private void axis(int axis, int offset, int span) {
        if (axis == buffer.shape().rank()) {
            element(offset);
            return;
        }
        int length = (int) buffer.shape().dim(axis);
        int step = length == 0 ? 0 : span / length;
        boolean innermost = axis == buffer.shape().rank() - 1;
        text.append('[');
        for (int i = 0; i < length; i++) {
            if (i > 0) {
                text.append(innermost ? " " : "\n" + " ".repeat(axis + 1));
            }
            if (summary && length > 2 * EDGE && i == EDGE) {
                text.append("...");
                i = length - EDGE - 1;
                continue;
            }
            axis(axis + 1, offset + i * step, step);
        }
        text.append(']');
    }

    private void element(int index) {
        switch (buffer.dtype()) {
            case FLOAT32, FLOAT16, BFLOAT16 -> number(Float.toString((float) buffer.asDouble(index)));
            case COMPLEX64 -> {
                number(Float.toString((float) buffer.realPart(index)));
                imaginary(Float.toString((float) buffer.imaginaryPart(index)));
            }
            case COMPLEX128 -> {
                number(Double.toString(buffer.realPart(index)));
                imaginary(Double.toString(buffer.imaginaryPart(index)));
            }
            case FLOAT64 -> number(Double.toString(buffer.doubles()[index]));
            case BOOL -> text.append(buffer.bytes()[index] != 0 ? "True" : "False");
            case STRING ->
                text.append('\'')
                        .append(new String(buffer.strings()[index], StandardCharsets.UTF_8))
                        .append('\'');
            case RESOURCE -> text.append("<resource>");
            case VARIANT -> text.append('<').append(buffer.objects()[index]).append('>');
            case UINT64 -> text.append(Long.toUnsignedString(buffer.longs()[index]));
            default -> text.append(buffer.asLong(index));
        }
    }

    /** The part behind the real one, with its sign: {@code 1.+2.j}. */
    private void imaginary(String java) {
        text.append(java.startsWith("-") ? "" : "+");
        number(java);
        text.append('j');
    }

    /** NumPy writes {@code 0.} and {@code nan} where Java writes {@code 0.0} and {@code NaN}. */
    private void number(String java) {
        text.append(
                switch (java) {
                    case "NaN" -> "nan";
                    case "Infinity" -> "inf";
                    case "-Infinity" -> "-inf";
                    default -> java.endsWith(".0") ? java.substring(0, java.length() - 1) : java.replace("E", "e");
                });
    }
}
