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
 * Texts in capital letters.
 *
 * @param encoding {@code utf-8}, or empty for the letters of ASCII alone
 */
@OpDef(inputs = "input: string", outputs = "output: string", attrs = "encoding: string = ''")
public record StringUpper(String encoding) implements TextOp {
    /** Adds the operation, on UTF-8. */
    public static Output of(Scope scope, Operand input) {
        return scope.output(new StringUpper("utf-8"), input);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        StringLower.checkEncoding(c, encoding);
        return c.sameAsInput();
    }

    @Override
    public byte[] apply(KernelContext c, byte[] text) {
        if (encoding.isEmpty()) {
            byte[] upper = text.clone();
            for (int i = 0; i < upper.length; i++) {
                upper[i] -= (byte) (upper[i] >= 'a' && upper[i] <= 'z' ? 'a' - 'A' : 0);
            }
            return upper;
        }
        return new String(text, StandardCharsets.UTF_8).toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new StringUpper("utf-8"), (Object) new String[] {"AbC-9", "äö", ""})
                        .gives((Object) new String[] {"ABC-9", "ÄÖ", ""}),
                Sample.rough(new StringUpper(""), (Object) new String[] {"abcz{", "ä"})
                        .gives((Object) new String[] {"ABCZ{", "ä"}),
                Sample.refused("only utf-8 or '' (no encoding) is supported", new StringUpper("latin1"), "a"));
    }
}
