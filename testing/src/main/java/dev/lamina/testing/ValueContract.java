package dev.lamina.testing;

import static org.junit.jupiter.api.Assertions.fail;

import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.testing.Operation.Case;
import dev.lamina.testing.SampleGraph.Inputs;
import java.util.List;
import java.util.stream.Stream;

/** What is asked of the values of an operation, and of the shapes that the graph tells. */
final class ValueContract {
    private ValueContract() {}

    static void check(Case each) {
        Sample sample = each.sample();
        List<Tensor> before =
                sample.inputs().stream().map(input -> input.buffer().toTensor()).toList();
        List<Tensor> reference = List.of();
        for (Inputs how : forms(sample)) {
            String what = each.name() + " with inputs as " + how;
            try (SampleGraph graph = new SampleGraph(sample, how)) {
                graph.initialize();
                List<Tensor> values = graph.run();
                staticShapes(what, graph, how, values);
                if (!sample.expected().isEmpty()) {
                    Agreement.close(what, values, sample.expected());
                }
                if (sample.smooth()) {
                    Agreement.finite(what, values);
                }
                if (how == Inputs.CONSTANTS) {
                    reference = values;
                } else if (Operation.isReproducible(sample)) {
                    Agreement.sameBits(what + " and as CONSTANTS", values, reference);
                }
            }
            Agreement.sameBits(what + ": the inputs afterwards", sample.inputs(), before);
        }
    }

    private static List<Inputs> forms(Sample sample) {
        boolean hasParts =
                sample.inputs().stream().anyMatch(input -> input.dtype().isComplex());
        return Stream.of(Inputs.values())
                .filter(how -> hasParts || (how != Inputs.PARTS && how != Inputs.UNKNOWN_PARTS))
                .toList();
    }

    private static void staticShapes(String what, SampleGraph graph, Inputs how, List<Tensor> values) {
        if (graph.node.outputCount() == 0) {
            return;
        }
        for (Output output : graph.node.outputs()) {
            Shape real = values.get(output.index()).shape();
            if (!output.shape().isCompatibleWith(real)) {
                fail("%s: the shape of output %d is %s, but the graph says %s"
                        .formatted(what, output.index(), real, output.shape()));
            }
            if (how == Inputs.CONSTANTS
                    && graph.everythingIsKnown()
                    && !output.shape().isFullyDefined()) {
                fail("%s: all is known, yet the graph says %s for output %d"
                        .formatted(what, output.shape(), output.index()));
            }
        }
    }

    /** The values of a run; a second one has to give the same, unless the operation has a state. */
    static List<Tensor> twice(String what, Sample sample) {
        try (SampleGraph graph = new SampleGraph(sample, Inputs.PLACEHOLDERS)) {
            graph.initialize();
            List<Tensor> first = graph.run();
            if (!graph.node.signature().isStateful()) {
                Agreement.sameBits(what + " for the second time", graph.run(), first);
            }
            return first;
        }
    }
}
