package dev.lamina.op.text.regex;

import dev.lamina.error.InvalidArgumentException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** A regular expression in RE2's language. */
public final class Regex {
    private final RegexProgram program;

    private Regex(RegexProgram program) {
        this.program = program;
    }

    /**
     * Reads an expression.
     *
     * @throws InvalidArgumentException with RE2's words if it is none
     */
    public static Regex of(String pattern) {
        RegexParser parser = new RegexParser(pattern);
        Expression expression = parser.parse();
        return new Regex(new RegexProgram(expression, parser.groups()));
    }

    /** Whether a text of UTF-8 is found as a whole. */
    public boolean matches(byte[] text) {
        return program.find(new Characters(text).values, 0, true) != null;
    }

    /**
     * A text in which what is found is replaced.
     *
     * @param rewrite what takes its place: {@code \1} stands for the first group, {@code \0} for the whole
     * @param isGlobal whether all that is found is replaced, or what is found first
     */
    public byte[] replace(byte[] text, byte[] rewrite, boolean isGlobal) {
        Characters characters = new Characters(text);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        int last = -1;
        while (at <= characters.values.length) {
            int[] found = program.find(characters.values, at, false);
            if (found == null) {
                break;
            }
            characters.copy(at, found[0], out);
            at = found[1];
            if (found[0] == found[1] && found[0] == last) {
                // Nothing, right behind what was found before, does not count.
                characters.copy(at, Math.min(at + 1, characters.values.length), out);
                at++;
                continue;
            }
            rewrite(characters, found, rewrite, out);
            last = at;
            if (!isGlobal) {
                break;
            }
        }
        characters.copy(Math.min(at, characters.values.length), characters.values.length, out);
        return out.toByteArray();
    }

    /**
     * Refuses a replacement that names what there is not.
     *
     * @throws InvalidArgumentException with RE2's words
     */
    public void checkRewrite(byte[] rewrite) {
        int i = 0;
        while (i < rewrite.length) {
            if (rewrite[i++] != '\\') {
                continue;
            }
            if (i == rewrite.length) {
                throw new InvalidArgumentException("Rewrite schema error: '\\' not allowed at end.");
            }
            int group = rewrite[i] - '0';
            if (rewrite[i] != '\\' && (group < 0 || group > 9)) {
                throw new InvalidArgumentException("Rewrite schema error: '\\' must be followed by a digit or '\\'.");
            }
            if (rewrite[i] != '\\' && 2 * group >= program.slots) {
                throw new InvalidArgumentException(
                        "Rewrite schema requests " + group + " matches, but the regexp only has "
                                + (program.slots / 2 - 1) + " parenthesized subexpressions.");
            }
            i++;
        }
    }

    private static void rewrite(Characters text, int[] found, byte[] rewrite, ByteArrayOutputStream out) {
        int i = 0;
        while (i < rewrite.length) {
            byte character = rewrite[i++];
            if (character != '\\') {
                out.write(character);
                continue;
            }
            byte named = rewrite[i++];
            if (named == '\\') {
                out.write(named);
                continue;
            }
            int slot = 2 * (named - '0');
            if (found[slot] >= 0 && found[slot + 1] >= 0) {
                text.copy(found[slot], found[slot + 1], out);
            }
        }
    }

    /** The characters of UTF-8, and where each begins; a byte that is of none is a character by itself. */
    private static final class Characters {
        private final byte[] bytes;
        final int[] values;
        private final int[] begins;

        Characters(byte[] bytes) {
            this.bytes = bytes;
            int[] read = new int[bytes.length];
            int[] starts = new int[bytes.length + 1];
            int count = 0;
            for (int i = 0; i < bytes.length; count++) {
                starts[count] = i;
                int length = length(bytes, i);
                read[count] = length == 0 ? 0xfffd : codePoint(bytes, i, length);
                i += Math.max(length, 1);
            }
            starts[count] = bytes.length;
            values = Arrays.copyOf(read, count);
            begins = starts;
        }

        /** How many bytes the character at a place has, or 0 if there is none. */
        private static int length(byte[] bytes, int at) {
            int first = bytes[at] & 0xff;
            int length =
                    first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
            for (int i = 1; i < length; i++) {
                if (at + i >= bytes.length || (bytes[at + i] & 0xc0) != 0x80) {
                    return 0;
                }
            }
            return length;
        }

        private static int codePoint(byte[] bytes, int at, int length) {
            int value = length == 1 ? bytes[at] : bytes[at] & (0xff >> (length + 1));
            for (int i = 1; i < length; i++) {
                value = value << 6 | (bytes[at + i] & 0x3f);
            }
            return value;
        }

        void copy(int from, int to, ByteArrayOutputStream out) {
            out.write(bytes, begins[from], begins[to] - begins[from]);
        }
    }
}
