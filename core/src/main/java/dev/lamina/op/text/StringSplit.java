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
 * Texts cut at each of the characters of a delimiter, or between all bytes if it is empty: a sparse matrix as indices, values and
 * shape, with a row for each text.
 *
 * @param skipEmpty whether empty pieces are left out
 */
@OpDef(
        inputs = {"input: string", "delimiter: string"},
        outputs = {"indices: int64", "values: string", "shape: int64"},
        attrs = "skip_empty: bool = true")
public record StringSplit(boolean skipEmpty) implements ShapedByKernel {
    /** Adds the operation without empty pieces: indices, values and shape. */
    public static List<Output> of(Scope scope, Operand input, Operand delimiter) {
        return scope.node(new StringSplit(true), List.of(input, delimiter)).outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return Pieces.shapes(c, "delimiter");
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            byte[] delimiter = inputs[1].strings()[0];
            Pieces pieces = new Pieces();
            for (int i = 0; i < inputs[0].size(); i++) {
                byte[] text = inputs[0].strings()[i];
                pieces.add(delimiter.length == 0 ? bytes(text) : pieces(text, delimiter));
            }
            pieces.give(outputs);
        };
    }

    private static List<byte[]> bytes(byte[] text) {
        List<byte[]> bytes = new ArrayList<>();
        for (byte each : text) {
            bytes.add(new byte[] {each});
        }
        return bytes;
    }

    private List<byte[]> pieces(byte[] text, byte[] delimiters) {
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= text.length && text.length > 0; i++) {
            if (i == text.length || contains(delimiters, text[i])) {
                if (i > from || !skipEmpty) {
                    pieces.add(Arrays.copyOfRange(text, from, i));
                }
                from = i + 1;
            }
        }
        return pieces;
    }

    private static boolean contains(byte[] delimiters, byte character) {
        for (byte each : delimiters) {
            if (each == character) {
                return true;
            }
        }
        return false;
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        String[] texts = {"pigs on the wing", "", " animals"};
        return List.of(
                Sample.rough(new StringSplit(true), texts, " ")
                        .gives(
                                new long[][] {{0, 0}, {0, 1}, {0, 2}, {0, 3}, {2, 0}},
                                new String[] {"pigs", "on", "the", "wing", "animals"},
                                new long[] {3, 4}),
                Sample.rough(new StringSplit(false), new String[] {"a,b;", ""}, ",;")
                        .gives(new long[][] {{0, 0}, {0, 1}, {0, 2}}, new String[] {"a", "b", ""}, new long[] {2, 3}),
                Sample.rough(new StringSplit(true), new String[] {"abc"}, "")
                        .gives(new long[][] {{0, 0}, {0, 1}, {0, 2}}, new String[] {"a", "b", "c"}, new long[] {1, 3}),
                Sample.refused("input must have rank 1", new StringSplit(true), "abc", ""));
    }
}
