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
import dev.lamina.tensor.Shape;
import dev.lamina.tensorflow.event.HistogramBuckets;
import dev.lamina.tensorflow.proto.Summary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A summary that says how the elements of a tensor are distributed, under a tag, which is a scalar. */
@OpDef(
        inputs = {"tag: string", "values: T"},
        outputs = "summary: string",
        attrs = "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, uint16, half, uint32, uint64} = float")
public record HistogramSummary() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand tag, Operand values) {
        return scope.output(new HistogramSummary(), tag, values);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(0, 0, "tags");
        return List.of(Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            String tag = ScalarSummary.text(inputs[0], 0);
            outputs[0].strings()[0] = Summary.newBuilder()
                    .addValue(Summary.Value.newBuilder()
                            .setTag(tag)
                            .setHisto(HistogramBuckets.of(tag, inputs[1].toTensor())))
                    .build()
                    .toByteArray();
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.refused("tags must have rank 0", new HistogramSummary(), new String[] {"a"}, new float[2]));
    }
}
