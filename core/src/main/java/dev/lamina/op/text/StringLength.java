package dev.lamina.op.text;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long each text is.
 *
 * @param unit {@code BYTE} or {@code UTF8_CHAR}
 */
@OpDef(inputs = "input: string", outputs = "output: int32", attrs = "unit: string = 'BYTE'")
public record StringLength(String unit) implements Op {
    /** Adds the number of bytes. */
    public static Output of(Scope scope, Operand input) {
        return scope.output(new StringLength("BYTE"), input);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        checkUnit(c, unit);
        return c.sameAsInput();
    }

    static void checkUnit(ShapeContext c, String unit) {
        if (!unit.equals("BYTE") && !unit.equals("UTF8_CHAR")) {
            throw c.error("unit must be BYTE or UTF8_CHAR, not '" + unit + "'");
        }
    }

    @Override
    public Kernel kernel(KernelContext c) {
        boolean inBytes = unit.equals("BYTE");
        return (inputs, outputs) -> {
            for (int i = 0; i < outputs[0].size(); i++) {
                byte[] text = inputs[0].strings()[i];
                outputs[0].ints()[i] = inBytes ? text.length : characters(text);
            }
        };
    }

    private static int characters(byte[] text) {
        int count = 0;
        for (byte each : text) {
            count += isTrail(each) ? 0 : 1;
        }
        return count;
    }

    /** Whether a byte of UTF-8 goes on with a character. */
    static boolean isTrail(byte each) {
        return (each & 0xc0) == 0x80;
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        String[] texts = {"", "abc", "ä€😀"};
        return List.of(
                Sample.rough(new StringLength("BYTE"), (Object) texts).gives((Object) new int[] {0, 3, 9}),
                Sample.rough(new StringLength("UTF8_CHAR"), (Object) texts).gives((Object) new int[] {0, 3, 3}),
                Sample.refused("unit must be BYTE or UTF8_CHAR", new StringLength("WORD"), "a"));
    }
}
