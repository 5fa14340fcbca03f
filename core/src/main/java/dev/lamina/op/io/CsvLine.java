package dev.lamina.op.io;

import dev.lamina.graph.KernelContext;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts a line into fields. */
final class CsvLine {
    private final KernelContext c;
    private final byte[] line;
    private final byte delimiter;
    private final boolean hasQuotes;
    private int at;

    CsvLine(KernelContext c, byte[] line, byte delimiter, boolean hasQuotes) {
        this.c = c;
        this.line = line;
        this.delimiter = delimiter;
        this.hasQuotes = hasQuotes;
    }

    List<byte[]> fields() {
        List<byte[]> fields = new ArrayList<>();
        while (at < line.length) {
            if (isEndOfLine(line[at])) {
                at++;
            } else if (hasQuotes && line[at] == '"') {
                fields.add(quoted());
            } else {
                fields.add(plain());
            }
        }
        if (line.length > 0 && line[line.length - 1] == delimiter) {
            fields.add(new byte[0]);
        }
        return fields;
    }

    private static boolean isEndOfLine(byte character) {
        return character == '\n' || character == '\r';
    }

    private byte[] plain() {
        int from = at;
        while (at < line.length && line[at] != delimiter) {
            if ((hasQuotes && line[at] == '"') || isEndOfLine(line[at])) {
                throw c.error("Unquoted fields cannot have quotes/CRLFs inside");
            }
            at++;
        }
        return Arrays.copyOfRange(line, from, at++);
    }

    private byte[] quoted() {
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        at++;
        while (at < line.length && !isEnd()) {
            if (line[at] == '"') {
                if (line[at + 1] != '"') {
                    throw c.error("Quote inside a string has to be escaped by another quote");
                }
                at++;
            }
            field.write(line[at++]);
        }
        if (at >= line.length) {
            throw c.error("Quoted field has to end with quote followed by delim or end");
        }
        at += 2;
        return field.toByteArray();
    }

    /** Whether the quotation mark that ends the field is here. */
    private boolean isEnd() {
        return line[at] == '"' && (at == line.length - 1 || line[at + 1] == delimiter);
    }
}
