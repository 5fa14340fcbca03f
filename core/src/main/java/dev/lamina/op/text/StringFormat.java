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
import dev.lamina.op.kernel.Numerals;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text in which tensors take the place of placeholders, each written as {@code [[1 2 3] ...]}: of each axis the first and
 * the last elements.
 *
 * @param template the text
 * @param placeholder what each tensor takes the place of
 * @param summarize how many elements are written at each end of an axis; all if it is negative
 */
@OpDef(
        inputs = "inputs: T",
        outputs = "output: string",
        attrs = {"T: list(type)", "template: string = '%s'", "placeholder: string = '%s'", "summarize: int = 3"})
public record StringFormat(String template, String placeholder, long summarize) implements Op {
    /** Adds the operation, with {@code {}} as placeholders and three elements at each end. */
    public static Output of(Scope scope, String template, List<? extends Operand> inputs) {
        return scope.node(new StringFormat(template, "{}", 3), inputs).output(0);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        int places = pieces().size() - 1;
        if (places != c.inputs()) {
            throw c.error("num placeholders in template and num inputs must match: " + places + " vs. " + c.inputs());
        }
        return List.of(Shape.scalar());
    }

    private List<String> pieces() {
        return List.of(template.split(Pattern.quote(placeholder), -1));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        List<String> pieces = pieces();
        return (inputs, outputs) -> {
            StringBuilder text = new StringBuilder(pieces.getFirst());
            for (int i = 0; i < inputs.length; i++) {
                write(text, inputs[i], 0, 0, Strides.of(inputs[i].shape()));
                text.append(pieces.get(i + 1));
            }
            outputs[0].strings()[0] = text.toString().getBytes(StandardCharsets.UTF_8);
        };
    }

    private void write(StringBuilder text, Buffer x, int axis, int at, int[] strides) {
        if (axis == strides.length) {
            text.append(element(x, at));
            return;
        }
        int n = (int) x.shape().dim(axis);
        long ends = summarize < 0 ? n : summarize;
        text.append('[');
        for (int i = 0; i < n; i++) {
            if (i >= ends && i < n - ends) {
                space(text, axis, strides.length);
                text.append("...");
                i = (int) (n - ends) - 1;
                continue;
            }
            if (i > 0) {
                space(text, axis, strides.length);
            }
            write(text, x, axis + 1, at + i * strides[axis], strides);
        }
        text.append(']');
    }

    private static void space(StringBuilder text, int axis, int rank) {
        text.append(axis == rank - 1 ? " " : "\n".repeat(rank - 1 - axis) + " ".repeat(axis + 1));
    }

    private static String element(Buffer x, int at) {
        return switch (x.dtype()) {
            case STRING -> '"' + new String(x.strings()[at], StandardCharsets.UTF_8) + '"';
            case FLOAT64 -> Numerals.of(x.doubles()[at]);
            case FLOAT32, FLOAT16, BFLOAT16 -> Numerals.of((float) x.asDouble(at));
            case UINT64 -> Long.toUnsignedString(x.longs()[at]);
            case RESOURCE, VARIANT -> "<" + x.dtype().tensorFlowName() + ">";
            default -> Long.toString(x.asLong(at));
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new StringFormat("x {} y {}", "{}", 3), new int[] {1, 2, 3, 4, 5, 6, 7}, 0.1f)
                        .gives("x [1 2 3 ... 5 6 7] y 0.1"),
                Sample.rough(new StringFormat("%s", "%s", -1), (Object) new float[][] {{1, 1 / 3f}, {Float.NaN, 1e10f}})
                        .gives("[[1 0.333333343]\n [nan 1e+10]]"),
                Sample.rough(new StringFormat("%s", "%s", 1), (Object) new String[] {"a", "b", "c"})
                        .gives("[\"a\" ... \"c\"]"),
                Sample.refused(
                        "num placeholders in template and num inputs must match: 0 vs. 1",
                        new StringFormat("a", "%s", 3),
                        1));
    }
}
