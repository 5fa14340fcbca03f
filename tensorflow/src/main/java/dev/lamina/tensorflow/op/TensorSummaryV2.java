package dev.lamina.tensorflow.op;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.lamina.error.InvalidArgumentException;
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
import dev.lamina.tensorflow.graph.TensorProtos;
import dev.lamina.tensorflow.proto.Summary;
import dev.lamina.tensorflow.proto.SummaryMetadata;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A summary with a tensor, under a tag, for the part of TensorBoard that the metadata, a {@code SummaryMetadata} message, name. */
@OpDef(
        inputs = {"tag: string", "tensor: T", "serialized_summary_metadata: string"},
        outputs = "summary: string",
        attrs = "T: type")
public record TensorSummaryV2() implements Op {
    /** Adds the operation; tag and metadata are scalars. */
    public static Output of(Scope scope, Operand tag, Operand tensor, Operand serializedSummaryMetadata) {
        return scope.output(new TensorSummaryV2(), tag, tensor, serializedSummaryMetadata);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(0, 0, "tag");
        c.withRank(2, 0, "serialized_summary_metadata");
        return List.of(Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            try {
                outputs[0].strings()[0] = Summary.newBuilder()
                        .addValue(Summary.Value.newBuilder()
                                .setTag(ScalarSummary.text(inputs[0], 0))
                                .setTensor(TensorProtos.write(inputs[1].toTensor()))
                                .setMetadata(SummaryMetadata.parseFrom(inputs[2].strings()[0])))
                        .build()
                        .toByteArray();
            } catch (InvalidProtocolBufferException e) {
                throw new InvalidArgumentException(
                        "TensorSummaryV2 '" + c.nodeName() + "': the metadata are no SummaryMetadata", null, e);
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(Sample.refused("tag must have rank 0", new TensorSummaryV2(), new String[] {"a"}, 1f, ""));
    }
}
