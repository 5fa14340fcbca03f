package dev.lamina.op.text;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.ShapedByKernel;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts cut at a separator, or at white space of any length if it is empty, nearly as Python's {@code split} does it: a sparse matrix as
 * indices, values and shape, with a row for each text.
 *
 * @param maxsplit how often each is cut at most, or -1
 */
@OpDef(
        inputs = {"input: string", "sep: string"},
        outputs = {"indices: int64", "values: string", "shape: int64"},
        attrs = "maxsplit: int = -1")
public record StringSplitV2(long maxsplit) implements ShapedByKernel {
    /** Adds the operation, which cuts everywhere: indices, values and shape. */
    public static List<Output> of(Scope scope, Operand input, Operand sep) {
        return scope.node(new StringSplitV2(-1), List.of(input, sep)).outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Pieces.shapes(c, "sep");
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            byte[] separator = inputs[1].strings()[0];
            Pieces pieces = new Pieces();
            for (int i = 0; i < inputs[0].size(); i++) {
                byte[] text = inputs[0].strings()[i];
                pieces.add(separator.length == 0 && maxsplit != 0 ? words(text) : pieces(text, separator));
            }
            pieces.give(outputs);
        };
    }

    private List<byte[]> words(byte[] text) {
        List<byte[]> words = new ArrayList<>();
        int at = afterSpace(text, 0);
        while (at < text.length) {
            int end = at;
            while (end < text.length && !StringStrip.isSpace(text[end])) {
                end++;
            }
            words.add(Arrays.copyOfRange(text, at, end));
            at = afterSpace(text, end);
            if (words.size() == maxsplit) {
                words.add(Arrays.copyOfRange(text, at, text.length));
                break;
            }
        }
        return words;
    }

    private static int afterSpace(byte[] text, int from) {
        int at = from;
        while (at < text.length && StringStrip.isSpace(text[at])) {
            at++;
        }
        return at;
    }

    private List<byte[]> pieces(byte[] text, byte[] separator) {
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0; i + separator.length <= text.length && (maxsplit < 0 || pieces.size() < maxsplit); i++) {
            if (Arrays.equals(text, i, i + separator.length, separator, 0, separator.length)) {
                pieces.add(Arrays.copyOfRange(text, from, i));
                from = i + separator.length;
                i = from - 1;
            }
        }
        pieces.add(Arrays.copyOfRange(text, from, text.length));
        return pieces;
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new StringSplitV2(-1), new String[] {"1<>2<><>3", ""}, "<>")
                        .gives(
                                new long[][] {{0, 0}, {0, 1}, {0, 2}, {0, 3}, {1, 0}},
                                new String[] {"1", "2", "", "3", ""},
                                new long[] {2, 4}),
                Sample.rough(new StringSplitV2(-1), new String[] {"  a  b\t", ""}, "")
                        .gives(new long[][] {{0, 0}, {0, 1}}, new String[] {"a", "b"}, new long[] {2, 2}),
                Sample.rough(new StringSplitV2(1), new String[] {"a b  c "}, "")
                        .gives(new long[][] {{0, 0}, {0, 1}}, new String[] {"a", "b  c "}, new long[] {1, 2}),
                // Unlike Python's, the last cut leaves an empty text behind it, and no cut leaves white space in front.
                Sample.rough(new StringSplitV2(2), new String[] {" a b "}, "")
                        .gives(new long[][] {{0, 0}, {0, 1}, {0, 2}}, new String[] {"a", "b", ""}, new long[] {1, 3}),
                Sample.rough(new StringSplitV2(0), new String[] {" a b "}, "")
                        .gives(new long[][] {{0, 0}}, new String[] {" a b "}, new long[] {1, 1}),
                Sample.rough(new StringSplitV2(1), new String[] {"a,b,c"}, ",")
                        .gives(new long[][] {{0, 0}, {0, 1}}, new String[] {"a", "b,c"}, new long[] {1, 2}),
                Sample.refused("sep must have rank 0", new StringSplitV2(-1), new String[] {"a"}, new String[] {"b"}));
    }
}
