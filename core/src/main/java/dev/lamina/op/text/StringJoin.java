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
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The texts of all inputs one behind the other, element by element. Inputs have one shape, except for scalars, which stand for
 * each element.
 *
 * @param separator what comes between two
 */
@OpDef(
        inputs = "inputs: N * string",
        outputs = "output: string",
        attrs = {"N: int", "separator: string = ''"})
public record StringJoin(String separator) implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, List<? extends Operand> inputs, String separator) {
        return scope.node(new StringJoin(separator), inputs).output(0);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape joined = Shape.scalar();
        for (int i = 0; i < c.inputs(); i++) {
            Shape shape = c.shape(i);
            if (shape.hasRank() && shape.rank() == 0) {
                continue;
            }
            boolean isFirst = joined.hasRank() && joined.rank() == 0;
            if (!isFirst && !joined.isCompatibleWith(shape)) {
                throw c.error("Input shapes do not match: " + joined + " vs. " + shape);
            }
            joined = isFirst || !joined.hasRank() ? shape : joined.merge(shape);
        }
        return List.of(joined);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        byte[] between = separator.getBytes(StandardCharsets.UTF_8);
        return (inputs, outputs) -> {
            for (int i = 0; i < outputs[0].size(); i++) {
                ByteArrayOutputStream text = new ByteArrayOutputStream();
                for (int input = 0; input < inputs.length; input++) {
                    Buffer part = inputs[input];
                    text.writeBytes(input == 0 ? new byte[0] : between);
                    text.writeBytes(part.strings()[part.shape().rank() == 0 ? 0 : i]);
                }
                outputs[0].strings()[i] = text.toByteArray();
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new StringJoin(""), "model", ".ckpt").gives("model.ckpt"),
                Sample.rough(new StringJoin("/"), new String[] {"a", "b"}, "c", new String[] {"d", ""})
                        .gives((Object) new String[] {"a/c/d", "b/c/"}),
                Sample.rough(new StringJoin("/"), Tensor.of("alone")).gives("alone"),
                Sample.refused(
                        "Input shapes do not match: [2] vs. [3]",
                        new StringJoin(""),
                        new String[] {"a", "b"},
                        new String[] {"a", "b", "c"}));
    }
}
