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
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of each text that begins at {@code pos}, counted from the end if it is negative, and is {@code len} long, or as
 * long as the text goes on. The texts and {@code pos} broadcast; {@code pos} and {@code len} have one shape.
 *
 * @param unit {@code BYTE} or {@code UTF8_CHAR}
 */
@OpDef(
        inputs = {"input: string", "pos: T", "len: T"},
        outputs = "output: string",
        attrs = {"T: {int32, int64}", "unit: string = 'BYTE'"})
public record Substr(String unit) implements Op {
    /** Adds the operation, on bytes. */
    public static Output of(Scope scope, Operand input, Operand pos, Operand len) {
        return scope.output(new Substr("BYTE"), input, pos, len);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        StringLength.checkUnit(c, unit);
        if (!c.shape(1).isCompatibleWith(c.shape(2))) {
            throw c.error("pos and len should have the same shape, got: " + c.shape(1) + " vs. " + c.shape(2));
        }
        return List.of(Elementwise.broadcast(c, c.shape(0), c.shape(1).merge(c.shape(2))));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Shape shape = c.outputShape(0);
        int[] dims = Strides.dims(shape);
        int[] own = Strides.of(shape);
        int[] texts = Strides.broadcast(c.inputShape(0), shape);
        int[] places = Strides.broadcast(c.inputShape(1), shape);
        boolean inBytes = unit.equals("BYTE");
        return (inputs, outputs) -> {
            for (int i = 0; i < outputs[0].size(); i++) {
                int text = 0;
                int place = 0;
                for (int axis = 0; axis < dims.length; axis++) {
                    int at = i / own[axis] % dims[axis];
                    text += at * texts[axis];
                    place += at * places[axis];
                }
                long pos = inputs[1].asLong(place);
                byte[] part = part(inputs[0].strings()[text], pos, inputs[2].asLong(place), inBytes);
                if (part == null) {
                    throw c.error("pos " + pos + " out of range for string at index " + i);
                }
                outputs[0].strings()[i] = part;
            }
        };
    }

    /** The part, or {@code null} if the position is not in the text. */
    private static byte @Nullable [] part(byte[] text, long pos, long length, boolean inBytes) {
        int count = 0;
        for (int i = 0; i < text.length && !inBytes; i++) {
            count += StringLength.isTrail(text[i]) ? 0 : 1;
        }
        long units = inBytes ? text.length : count;
        long from = pos < 0 ? units + pos : pos;
        if (from < 0 || from > units) {
            return null;
        }
        // A negative length is one beyond all, as C's conversion to unsigned makes it.
        long to = length < 0 || length > units - from ? units : from + length;
        return Arrays.copyOfRange(text, offset(text, from, inBytes), offset(text, to, inBytes));
    }

    private static int offset(byte[] text, long unit, boolean inBytes) {
        if (inBytes) {
            return (int) unit;
        }
        int at = 0;
        for (long left = unit; at < text.length; at++) {
            if (!StringLength.isTrail(text[at]) && left-- == 0) {
                return at;
            }
        }
        return at;
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        Substr op = new Substr("BYTE");
        return List.of(
                Sample.rough(op, new String[] {"Hello", "World"}, 1, 3).gives((Object) new String[] {"ell", "orl"}),
                Sample.rough(op, new String[] {"Hello", "World"}, new long[] {0, -2}, new long[] {2, 9})
                        .gives((Object) new String[] {"He", "ld"}),
                Sample.rough(op, new String[][] {{"ten", "eleven"}, {"six", "seven"}}, new int[] {0, 1}, new int[] {2, 3
                        })
                        .gives((Object) new String[][] {{"te", "lev"}, {"si", "eve"}}),
                Sample.rough(op, "abc", new int[] {0, 3}, new int[] {1, 1}).gives((Object) new String[] {"a", ""}),
                Sample.rough(new Substr("UTF8_CHAR"), "aä€😀", new int[] {1, -2}, new int[] {2, 1})
                        .gives((Object) new String[] {"ä€", "€"}),
                Sample.refused("pos 4 out of range for string at index 0", op, "abc", 4, 1),
                Sample.refused("pos -4 out of range", op, "abc", -4, 1),
                Sample.refused("pos and len should have the same shape", op, "abc", 1, new int[2]));
    }
}
