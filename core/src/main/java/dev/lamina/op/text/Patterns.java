package dev.lamina.op.text;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.op.text.regex.Regex;
import dev.lamina.tensor.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Regular expressions of operations, with their errors. */
final class Patterns {
    private Patterns() {}

    /** The expression. */
    static Regex regex(Function<String, InvalidArgumentException> error, String pattern) {
        try {
            return Regex.of(pattern);
        } catch (InvalidArgumentException e) {
            InvalidArgumentException refusal = error.apply("Invalid pattern: " + pattern + ", error: " + e.problem());
            refusal.addSuppressed(e);
            throw refusal;
        }
    }

    /** Replaces in each text. */
    static void replace(
            Function<String, InvalidArgumentException> error,
            Regex regex,
            byte[] rewrite,
            boolean isGlobal,
            Buffer texts,
            Buffer results) {
        try {
            regex.checkRewrite(rewrite);
        } catch (InvalidArgumentException e) {
            InvalidArgumentException refusal = error.apply(
                    "Invalid rewrite: " + new String(rewrite, StandardCharsets.UTF_8) + ", error: " + e.problem());
            refusal.addSuppressed(e);
            throw refusal;
        }
        for (int i = 0; i < texts.size(); i++) {
            results.strings()[i] = regex.replace(texts.strings()[i], rewrite, isGlobal);
        }
    }
}
