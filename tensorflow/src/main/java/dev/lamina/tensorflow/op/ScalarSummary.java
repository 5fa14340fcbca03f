package dev.lamina.tensorflow.op;

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
import dev.lamina.tensorflow.proto.Summary;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A summary with a point of a curve for each tag: as many values as tags, in one shape. */
@OpDef(
        inputs = {"tags: string", "values: T"},
        outputs = "summary: string",
        attrs = "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32, uint64}")
public record ScalarSummary() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand tags, Operand values) {
        return scope.output(new ScalarSummary(), tags, values);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        if (!c.shape(0).isCompatibleWith(c.shape(1))) {
            throw c.error("tags and values are not the same shape: " + c.shape(0) + " != " + c.shape(1));
        }
        return List.of(Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            Summary.Builder summary = Summary.newBuilder();
            for (int i = 0; i < inputs[0].size(); i++) {
                summary.addValue(
                        Summary.Value.newBuilder().setTag(text(inputs[0], i)).setSimpleValue((float)
                                inputs[1].asDouble(i)));
            }
            outputs[0].strings()[0] = summary.build().toByteArray();
        };
    }

    /** A text among others. */
    static String text(Buffer texts, int index) {
        return new String(texts.strings()[index], StandardCharsets.UTF_8);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(Sample.refused(
                "tags and values are not the same shape", new ScalarSummary(), new String[] {"a"}, new float[2]));
    }
}
