package dev.lamina.op.kernel;

import dev.lamina.error.NotFoundException;
import dev.lamina.error.UnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The lines of a text file, and their columns, as bytes: whatever its encoding is, keys are found by the same bytes. */
public final class TextLines {
    private TextLines() {}

    /**
     * The lines, without what ends them.
     *
     * @throws NotFoundException if there is no such file
     * @throws UnavailableException if it cannot be read
     */
    public static List<byte[]> of(Path file) {
        byte[] all;
        try {
            all = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new NotFoundException(file + "; No such file or directory", null, e);
        } catch (IOException e) {
            throw UnavailableException.of("cannot read " + file, e);
        }
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= all.length; i++) {
            boolean isEnd = i == all.length;
            if (isEnd ? from < i : all[i] == '\n') {
                int to = i > from && all[i - 1] == '\r' ? i - 1 : i;
                lines.add(Arrays.copyOfRange(all, from, to));
                from = i + 1;
            }
        }
        return lines;
    }

    /** What stands between the delimiters of a line. */
    public static List<byte[]> columns(byte[] line, String delimiter) {
        // Every byte is a character of its own in this encoding, so that none gets lost.
        String text = new String(line, StandardCharsets.ISO_8859_1);
        String separator = new String(delimiter.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        List<byte[]> columns = new ArrayList<>();
        for (int from = 0, to; from <= text.length(); from = to + separator.length()) {
            to = text.indexOf(separator, from);
            to = to < 0 ? text.length() : to;
            columns.add(text.substring(from, to).getBytes(StandardCharsets.ISO_8859_1));
        }
        return columns;
    }
}
