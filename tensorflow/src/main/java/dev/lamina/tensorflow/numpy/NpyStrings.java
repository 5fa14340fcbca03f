package dev.lamina.tensorflow.numpy;

import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Strings in a {@code .npy} file: all of one width, zeros behind the shorter ones. */
public final class NpyStrings {
    private NpyStrings() {}

    public static byte[] read(byte[] field, NpyType type, String file) {
        return type.kind() == 'S' ? trimmed(field) : utf8(field, type, file);
    }

    private static byte[] trimmed(byte[] field) {
        int length = field.length;
        while (length > 0 && field[length - 1] == 0) {
            length--;
        }
        return Arrays.copyOf(field, length);
    }

    private static byte[] utf8(byte[] field, NpyType type, String file) {
        ByteBuffer codes = ByteBuffer.wrap(field).order(type.order());
        StringBuilder text = new StringBuilder();
        while (codes.hasRemaining()) {
            int code = codes.getInt();
            if (!Character.isValidCodePoint(code)) {
                throw new DataLossException(file + " has a string with the character number " + code);
            }
            text.appendCodePoint(code);
        }
        int length = text.length();
        while (length > 0 && text.charAt(length - 1) == 0) {
            length--;
        }
        return text.substring(0, length).getBytes(StandardCharsets.UTF_8);
    }

    /** The width that holds every string. */
    public static int width(byte[][] strings, int count) {
        int width = 1;
        for (int i = 0; i < count; i++) {
            byte[] string = strings[i];
            if (string.length > 0 && string[string.length - 1] == 0) {
                throw new InvalidArgumentException(
                        "a string that ends with a zero byte cannot be written for NumPy, which would cut it off");
            }
            width = Math.max(width, string.length);
        }
        return width;
    }
}
