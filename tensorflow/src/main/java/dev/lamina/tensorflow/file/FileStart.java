package dev.lamina.tensorflow.file;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The beginning of a file, from which its kind is told.
 *
 * @param size of the whole file
 * @param head its first bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record FileStart(Path file, long size, byte[] head) {
    private static final int BYTES = 1 << 14;
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    /** Comments, and the name of the first field: what a protocol buffer as text begins with. */
    private static final Pattern FIRST_FIELD = Pattern.compile("(?:\\s|#[^\\n]*\\n)*+([A-Za-z_]\\w*+)\\s*+[:{<]");

    /**
     * Reads the beginning of a file.
     *
     * @throws dev.lamina.error.NotFoundException if there is no such file
     */
    public static FileStart of(Path file) {
        return Reading.of(file, () -> {
            try (InputStream in = Files.newInputStream(file)) {
                return new FileStart(file, Files.size(file), in.readNBytes(BYTES));
            }
        });
    }

    /** Says whether these bytes stand at a place; numbers from 0 to 255. */
    public boolean has(int at, int... bytes) {
        if (head.length < at + bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((head[at + i] & 0xff) != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /** Says whether these characters stand at a place. */
    public boolean has(int at, String ascii) {
        return has(at, ascii.chars().toArray());
    }

    /** Says whether the file's name ends so. */
    public boolean isNamed(String ending) {
        return file.toString().endsWith(ending);
    }

    /** The beginning as text; nothing if control characters say that it is none. */
    public Optional<String> text() {
        for (byte each : head) {
            if (each >= 0 && each < ' ' && each != '\n' && each != '\r' && each != '\t' && each != '\f') {
                return Optional.empty();
            }
        }
        String text = new String(head, StandardCharsets.ISO_8859_1);
        return Optional.of(text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text);
    }

    /** The name of the first field, if this is a protocol buffer as text. */
    public Optional<String> firstField() {
        return text().map(FIRST_FIELD::matcher).filter(Matcher::lookingAt).map(matcher -> matcher.group(1));
    }
}
