package dev.lamina.op.text;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * Reads and writes characters in an encoding.
 *
 * @param charset the encoding
 * @param errors what becomes of a byte that is none of a character: {@code strict} for an error, {@code replace}, {@code ignore}
 * @param replacement what takes its place
 * @param replacesControls whether control characters below 32 are as errors
 */
record Unicode(Charset charset, String errors, int replacement, boolean replacesControls) {
    /** Is given each character and the byte at which it begins. */
    interface Reader {
        void character(int codePoint, int begin);
    }

    /** For the names in an operation's attributes. */
    static Unicode of(KernelContext c, String encoding, String errors, long replacement, boolean replacesControls) {
        return new Unicode(charset(c::error, encoding), errors, (int) replacement, replacesControls);
    }

    /** Refuses names and a replacement that are not known. */
    static void check(ShapeContext c, String encoding, String errors, long replacement) {
        charset(c::error, encoding);
        if (!List.of("strict", "replace", "ignore").contains(errors)) {
            throw c.error("errors must be 'strict', 'replace' or 'ignore', not '" + errors + "'");
        }
        if (!Character.isValidCodePoint((int) replacement) || replacement != (int) replacement) {
            throw c.error("replacement_char out of unicode codepoint range");
        }
    }

    private static Charset charset(Function<String, InvalidArgumentException> error, String name) {
        try {
            return switch (name) {
                case "UTF-16-BE" -> StandardCharsets.UTF_16BE;
                case "UTF-32-BE" -> Charset.forName("UTF-32BE");
                default -> Charset.forName(name);
            };
        } catch (IllegalArgumentException e) {
            InvalidArgumentException refusal = error.apply("Could not create converter for input encoding: " + name);
            refusal.addSuppressed(e);
            throw refusal;
        }
    }

    /** Reads a text. */
    void read(KernelContext c, byte[] text, Reader reader) {
        CharsetDecoder decoder = charset.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(text);
        CharBuffer out = CharBuffer.allocate(2);
        while (in.hasRemaining()) {
            int begin = in.position();
            CoderResult result = decoder.decode(in, out.clear().limit(1), true);
            if (out.position() == 0 && result.isOverflow()) {
                result = decoder.decode(in, out.limit(2), true); // one beyond the first plane is two of Java's
            }
            if (out.position() > 0) {
                int codePoint = Character.codePointAt(out.array(), 0, out.position());
                if (replacesControls && codePoint < 32) {
                    replace(reader, begin);
                } else {
                    reader.character(codePoint, begin);
                }
            } else {
                if (errors.equals("strict")) {
                    throw c.error("Invalid formatting on input string");
                }
                in.position(
                        Math.min(text.length, begin + Math.max(1, result.isError() ? result.length() : text.length)));
                replace(reader, begin);
            }
        }
    }

    private void replace(Reader reader, int begin) {
        if (!errors.equals("ignore")) {
            reader.character(replacement, begin);
        }
    }

    /** Writes characters; of those that are none, what {@code errors} says. */
    byte[] write(KernelContext c, int[] codePoints) {
        StringBuilder text = new StringBuilder();
        for (int codePoint : codePoints) {
            boolean isCharacter = Character.isValidCodePoint(codePoint)
                    && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE);
            if (isCharacter) {
                text.appendCodePoint(codePoint);
            } else if (errors.equals("strict")) {
                throw c.error("Code point is out of range for Unicode, or a noncharacter.");
            } else if (errors.equals("replace")) {
                text.appendCodePoint(replacement);
            }
        }
        return text.toString().getBytes(charset);
    }
}
