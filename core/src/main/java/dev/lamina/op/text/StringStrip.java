package dev.lamina.op.text;

import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import java.util.Arrays;
import java.util.List;

/** Texts without the white space of ASCII at their beginning and end. */
@OpDef(inputs = "input: string", outputs = "output: string")
public record StringStrip() implements TextOp {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand input) {
        return scope.output(new StringStrip(), input);
    }

    @Override
    public byte[] apply(KernelContext c, byte[] text) {
        int from = 0;
        int to = text.length;
        while (from < to && isSpace(text[from])) {
            from++;
        }
        while (from < to && isSpace(text[to - 1])) {
            to--;
        }
        return Arrays.copyOfRange(text, from, to);
    }

    /** White space as C's {@code isspace} has it. */
    static boolean isSpace(byte character) {
        return character == ' ' || (character >= '\t' && character <= '\r');
    }

    static List<Sample> samples() {
        return List.of(Sample.rough(new StringStrip(), (Object) new String[] {" a b\t\n", "", " \r", "c"})
                .gives((Object) new String[] {"a b", "", "", "c"}));
    }
}
