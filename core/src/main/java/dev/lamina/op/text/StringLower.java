package dev.lamina.op.text;

import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Shape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Texts in small letters.
 *
 * @param encoding {@code utf-8}, or empty for the letters of ASCII alone
 */
@OpDef(inputs = "input: string", outputs = "output: string", attrs = "encoding: string = ''")
public record StringLower(String encoding) implements TextOp {
    /** Adds the operation, on UTF-8. */
    public static Output of(Scope scope, Operand input) {
        return scope.output(new StringLower("utf-8"), input);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        checkEncoding(c, encoding);
        return c.sameAsInput();
    }

    static void checkEncoding(ShapeContext c, String encoding) {
        if (!encoding.isEmpty() && !encoding.equals("utf-8")) {
            throw c.error("only utf-8 or '' (no encoding) is supported, received " + encoding);
        }
    }

    @Override
    public byte[] apply(KernelContext c, byte[] text) {
        if (encoding.isEmpty()) {
            byte[] lower = text.clone();
            for (int i = 0; i < lower.length; i++) {
                lower[i] += (byte) (lower[i] >= 'A' && lower[i] <= 'Z' ? 'a' - 'A' : 0);
            }
            return lower;
        }
        return new String(text, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new StringLower("utf-8"), (Object) new String[] {"AbC-9", "ÄÖ", ""})
                        .gives((Object) new String[] {"abc-9", "äö", ""}),
                Sample.rough(new StringLower(""), (Object) new String[] {"AbCZ[", "Ä"})
                        .gives((Object) new String[] {"abcz[", "Ä"}),
                Sample.refused("only utf-8 or '' (no encoding) is supported", new StringLower("latin1"), "a"));
    }
}
