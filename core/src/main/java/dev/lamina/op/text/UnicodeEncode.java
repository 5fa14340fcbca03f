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
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts made of characters as numbers, which lie one text's behind the other's; the splits say where each begins and the last ends.
 *
 * @param errors {@code strict}, {@code replace} or {@code ignore}: what is done about numbers that are no characters
 * @param outputEncoding {@code UTF-8}, {@code UTF-16-BE} or {@code UTF-32-BE}
 * @param replacementChar what takes their place
 */
@OpDef(
        inputs = {"input_values: int32", "input_splits: Tsplits"},
        outputs = "output: string",
        attrs = {
            "errors: string = 'replace'",
            "output_encoding: string",
            "replacement_char: int = 65533",
            "Tsplits: {int32, int64} = int64"
        })
public record UnicodeEncode(String errors, String outputEncoding, long replacementChar) implements Op {
    /** Adds the operation, to UTF-8. */
    public static Output of(Scope scope, Operand inputValues, Operand inputSplits) {
        return scope.output(new UnicodeEncode("replace", "UTF-8", 65533), inputValues, inputSplits);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Unicode.check(c, outputEncoding, errors, replacementChar);
        c.withRank(0, 1, "input_values");
        Shape splits = c.withRank(1, 1, "input_splits");
        if (splits.dim(0) == 0) {
            throw c.error("input_splits must have one element at least");
        }
        return List.of(Shape.of(splits.dim(0) < 0 ? -1 : splits.dim(0) - 1));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Unicode unicode = Unicode.of(c, outputEncoding, errors, replacementChar, false);
        int size = c.inputShape(0).size();
        return (inputs, outputs) -> {
            for (int i = 0; i < outputs[0].size(); i++) {
                long from = inputs[1].asLong(i);
                long to = inputs[1].asLong(i + 1);
                if (from < 0 || to < from || to > size) {
                    throw c.error("Values in input_splits must be equal or in ascending order, and not beyond the "
                            + size + " input_values: " + from + ", " + to);
                }
                outputs[0].strings()[i] = unicode.write(c, Arrays.copyOfRange(inputs[0].ints(), (int) from, (int) to));
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        UnicodeEncode op = new UnicodeEncode("replace", "UTF-8", 63);
        return List.of(
                Sample.rough(op, new int[] {'H', 'ä', 0x1f600, 'x'}, new long[] {0, 2, 2, 4})
                        .gives((Object) new String[] {"Hä", "", "😀x"}),
                Sample.rough(op, new int[] {-1, 0xd800, 'a'}, new int[] {0, 3}).gives((Object) new String[] {"??a"}),
                Sample.rough(new UnicodeEncode("ignore", "UTF-16-BE", 63), new int[] {-1, 'a'}, new int[] {0, 2})
                        .gives((Object) new String[] {"\0a"}),
                Sample.refused(
                        "Code point is out of range",
                        new UnicodeEncode("strict", "UTF-8", 63),
                        new int[] {-1},
                        new int[] {0, 1}),
                Sample.refused("Values in input_splits", op, new int[] {65}, new int[] {0, 2}));
    }
}
