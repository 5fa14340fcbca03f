package dev.lamina.op.text;

import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Texts in another encoding.
 *
 * @param inputEncoding {@code UTF-8}, {@code UTF-16-BE}, or what else Java knows
 * @param outputEncoding {@code UTF-8}, {@code UTF-16-BE} or {@code UTF-32-BE}
 * @param errors {@code strict}, {@code replace} or {@code ignore}: what is done about bytes that are no characters
 * @param replacementChar what takes their place
 * @param replaceControlCharacters whether those below 32 are replaced, too
 */
@OpDef(
        inputs = "input: string",
        outputs = "output: string",
        attrs = {
            "input_encoding: string",
            "output_encoding: string",
            "errors: string = 'replace'",
            "replacement_char: int = 65533",
            "replace_control_characters: bool = false"
        })
public record UnicodeTranscode(
        String inputEncoding,
        String outputEncoding,
        String errors,
        long replacementChar,
        boolean replaceControlCharacters)
        implements TextOp {
    /** Adds the operation, to UTF-8. */
    public static Output of(Scope scope, Operand input, String inputEncoding) {
        return scope.output(new UnicodeTranscode(inputEncoding, "UTF-8", "replace", 65533, false), input);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Unicode.check(c, inputEncoding, errors, replacementChar);
        Unicode.check(c, outputEncoding, errors, replacementChar);
        return c.sameAsInput();
    }

    @Override
    public byte[] apply(KernelContext c, byte[] text) {
        IntStream.Builder characters = IntStream.builder();
        Unicode.of(c, inputEncoding, errors, replacementChar, replaceControlCharacters)
                .read(c, text, (codePoint, begin) -> characters.add(codePoint));
        return Unicode.of(c, outputEncoding, errors, replacementChar, false)
                .write(c, characters.build().toArray());
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new UnicodeTranscode("UTF-8", "UTF-16-BE", "replace", 65533, false), "ab")
                        .gives("\0a\0b"),
                Sample.rough(
                                new UnicodeTranscode("ISO-8859-1", "UTF-8", "replace", 65533, true),
                                Tensor.wrap(DType.STRING, new byte[][] {{(byte) 0xe4, 9}}, Shape.of(1)))
                        .gives((Object) new String[] {"ä\ufffd"}),
                Sample.refused(
                        "Could not create converter", new UnicodeTranscode("UTF-8", "x-no", "replace", 1, false), "a"));
    }
}
