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
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import dev.lamina.tensorflow.proto.Summary;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A summary of all that the summaries have that are given, in any shapes; no two may have one tag. */
@OpDef(inputs = "inputs: N * string", outputs = "summary: string", attrs = "N: int >= 1")
public record MergeSummary() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, List<? extends Operand> inputs) {
        return scope.node(new MergeSummary(), inputs).output(0);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            Summary.Builder summary = Summary.newBuilder();
            Set<String> tags = new HashSet<>();
            for (Buffer input : inputs) {
                for (int i = 0; i < input.size(); i++) {
                    for (Summary.Value value : read(c, input.strings()[i]).getValueList()) {
                        if (!value.getTag().isEmpty() && !tags.add(value.getTag())) {
                            throw c.error("Duplicate tag " + value.getTag() + " found in summary inputs");
                        }
                        summary.addValue(value);
                    }
                }
            }
            outputs[0].strings()[0] = summary.build().toByteArray();
        };
    }

    private static Summary read(KernelContext c, byte[] message) {
        try {
            return Summary.parseFrom(message);
        } catch (InvalidProtocolBufferException e) {
            throw new InvalidArgumentException(
                    "MergeSummary '" + c.nodeName() + "': Could not parse one of the summary inputs", null, e);
        }
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new MergeSummary(), "", new String[] {"", ""}).gives(""),
                Sample.refused("Could not parse one of the summary inputs", new MergeSummary(), "no summary"));
    }
}
