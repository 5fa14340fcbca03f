package dev.lamina.tensorflow.numpy;

import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Shape;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code .npy} file says of its array: a Python dictionary of three entries.
 *
 * @param descriptor the elements' type, as NumPy writes it
 * @param fortranOrder whether the first axis varies fastest
 * @param shape the shape
 */
public record NpyHeader(String descriptor, boolean fortranOrder, Shape shape) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LARGEST_RANK = 254;

    /** The elements begin at a multiple of so many bytes. */
    private static final int ALIGNMENT = 64;

    /** NumPy leaves room for the first dimension to grow to so many digits. */
    private static final int GROWTH = 21;

    private static final Pattern ENTRY = Pattern.compile(
            "\\s*(?:'(\\w+)'|\"(\\w+)\")\\s*:\\s*(?:('[^']*'|\"[^\"]*\")|(True|False)|\\(([\\d\\s,L]*)\\)|(\\[.*\\]))\\s*(,|$)");

    /** Reads the header at the beginning of a file. */
    public static NpyHeader read(NpySource in) {
        if (!Arrays.equals(in.bytes(MAGIC.length), MAGIC)) {
            throw new DataLossException(in.name() + " is no .npy file: it does not begin with \\x93NUMPY");
        }
        byte[] version = in.bytes(2);
        if (version[0] < 1 || version[0] > 3) {
            throw new InvalidArgumentException(
                    in.name() + " is a .npy file of version " + version[0] + "; versions 1 to 3 are known");
        }
        int bytes = version[0] == 1 ? Short.BYTES : Integer.BYTES;
        long length = in.littleEndian(bytes);
        if (length > in.remaining()) {
            throw new DataLossException(in.name() + " ends within its header of " + length + " bytes");
        }
        String text = new String(
                in.bytes((int) length), version[0] == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        return parse(text.strip(), in.name());
    }

    private static NpyHeader parse(String text, String name) {
        if (!text.startsWith("{") || !text.endsWith("}")) {
            throw bad(text, name);
        }
        @Nullable String type = null;
        @Nullable Boolean fortranOrder = null;
        @Nullable Shape shape = null;
        String rest = text.substring(1, text.length() - 1).strip();
        while (!rest.isEmpty()) {
            Matcher entry = ENTRY.matcher(rest);
            if (!entry.lookingAt()) {
                throw bad(text, name);
            }
            String value = entry.group(3);
            switch (entry.group(1) == null ? entry.group(2) : entry.group(1)) {
                case "descr" -> type = value == null ? entry.group(6) : value.substring(1, value.length() - 1);
                case "fortran_order" -> fortranOrder = "True".equals(entry.group(4));
                case "shape" -> shape = shape(entry.group(5), text, name);
                default -> throw bad(text, name);
            }
            rest = rest.substring(entry.end()).strip();
        }
        if (type == null || fortranOrder == null || shape == null) {
            throw bad(text, name);
        }
        return new NpyHeader(type, fortranOrder, shape);
    }

    private static Shape shape(@Nullable String tuple, String text, String name) {
        if (tuple == null) {
            throw bad(text, name);
        }
        String[] dims = Arrays.stream(tuple.replace("L", "").split(",", -1))
                .map(String::strip)
                .filter(dim -> !dim.isEmpty())
                .toArray(String[]::new);
        if (dims.length > LARGEST_RANK) {
            throw bad(text, name);
        }
        try {
            return Shape.of(Arrays.stream(dims).mapToLong(Long::parseLong).toArray());
        } catch (NumberFormatException e) {
            throw new DataLossException(name + " has the shape (" + tuple + ")", null, e);
        }
    }

    private static DataLossException bad(String text, String name) {
        String start = text.length() > 200 ? text.substring(0, 200) + "…" : text;
        return new DataLossException(name + " has a header that is not as NumPy writes it: " + start);
    }

    /** The beginning of a file, up to its elements: version 1 where that can hold it. */
    public byte[] toBytes() {
        StringBuilder dims = new StringBuilder();
        for (long dim : shape.dims()) {
            dims.append(dims.isEmpty() ? "" : ", ").append(dim);
        }
        String text = "{'descr': '" + descriptor + "', 'fortran_order': False, 'shape': (" + dims
                + (shape.rank() == 1 ? "," : "") + "), }";
        int growth =
                shape.rank() == 0 ? 0 : GROWTH - Long.toString(shape.dim(0)).length();
        int prefix = MAGIC.length + 2 + Short.BYTES;
        int size = ((prefix + text.length() + growth + 1) / ALIGNMENT + 1) * ALIGNMENT;
        byte[] header = new byte[size];
        Arrays.fill(header, (byte) ' ');
        System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
        header[MAGIC.length] = 1;
        header[MAGIC.length + 1] = 0;
        header[prefix - 2] = (byte) (size - prefix);
        header[prefix - 1] = (byte) ((size - prefix) >> 8);
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, header, prefix, ascii.length);
        header[size - 1] = '\n';
        return header;
    }
}
