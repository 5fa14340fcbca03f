package dev.lamina.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.interop.Closeness;
import dev.lamina.interop.TensorFlowGraph;
import dev.lamina.op.flow.FakeParam;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import dev.lamina.testing.Operation.Case;
import dev.lamina.testing.SampleGraph.Inputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;
import org.opentest4j.TestAbortedException;

/**
 * Every operation against TensorFlow's own, on the samples of the contract test, which finds them: the graph of a sample
 * is written to a file, TensorFlow reads it, runs it, and adds its own gradients to it.
 */
class OperationInteropTest {
    private static final Tally TALLY = new Tally();

    @TestFactory
    Stream<DynamicContainer> givesTensorFlowsValues() {
        return forAll(each -> Stream.of(
                dynamicTest(each.name(), () -> KnownDifferences.OF_VALUES.check(each, 0, () -> values(each)))));
    }

    /** By each output alone: TensorFlow's gradient is missing for some of an operation's. */
    @TestFactory
    Stream<DynamicContainer> givesTensorFlowsGradients() {
        return forAll(each -> GradientInterop.outputs(each).stream()
                .map(output -> dynamicTest(
                        each.name() + ", output " + output,
                        () -> KnownDifferences.OF_GRADIENTS.check(
                                each, output, () -> GradientInterop.compare(each, output, TALLY)))));
    }

    /** Where TensorFlow's core has no gradient of its own too: what Lamina's consists of are TensorFlow's operations. */
    @TestFactory
    Stream<DynamicContainer> hasGradientsThatTensorFlowRuns() {
        return forAll(each -> GradientInterop.outputs(each).stream()
                .map(output -> dynamicTest(
                        each.name() + ", output " + output,
                        () -> KnownDifferences.OF_OWN_GRADIENTS.check(
                                each, output, () -> GradientInterop.runThere(each, output)))));
    }

    @AfterAll
    static void report(TestReporter reporter) {
        reporter.publishEntry(TALLY.summary());
    }

    private static Stream<DynamicContainer> forAll(Function<Case, Stream<DynamicTest>> tests) {
        List<Operation> operations = Operation.of(OperationClasses.chosen());
        assertThat(operations).isNotEmpty();
        return operations.stream()
                .map(operation -> dynamicContainer(
                        operation.name(),
                        Stream.of(operation)
                                .flatMap(found -> found.cases().stream())
                                .filter(each -> each.sample().refusal() == null)
                                .flatMap(tests)));
    }

    private static void values(Case each) {
        try (SampleGraph ours = new SampleGraph(each.sample(), Inputs.CONSTANTS)) {
            if (Stream.concat(ours.node.inputs().stream(), ours.node.outputs().stream())
                    .anyMatch(tensor -> tensor.dtype() == DType.VARIANT)) {
                throw new TestAbortedException("a variant can neither be given to TensorFlow from Java nor read");
            }
            ours.initialize();
            compare(each, ours);
        }
    }

    private static void compare(Case each, SampleGraph ours) {
        try (TensorFlowGraph theirs = TensorFlowGraph.of(ours.graph)) {
            List<Tensor> expected = run(theirs, ours);
            List<Tensor> actual = ours.run();
            Closeness.checkForms(each.name(), actual, expected);
            if (isReproducible(ours.node)) {
                Closeness.check(
                        each.name(),
                        UnwrittenOutputs.without(each.sample(), actual),
                        UnwrittenOutputs.without(each.sample(), expected));
            }
            TALLY.compared(Tally.VALUE, each);
        }
    }

    private static List<Tensor> run(TensorFlowGraph theirs, SampleGraph ours) {
        theirs.run(ours.initializers.stream().map(Node::name).toList(), Map.of());
        List<Tensor> all = new ArrayList<>();
        if (ours.node.outputCount() > 0) {
            all.addAll(theirs.fetch(names(ours.node.outputs()), Map.of()));
        } else {
            theirs.run(List.of(ours.node.name()), Map.of());
        }
        if (!ours.variablesBesides().isEmpty()) {
            all.addAll(theirs.fetch(names(ours.variablesBesides()), Map.of()));
        }
        return all;
    }

    static List<String> names(List<Output> outputs) {
        return outputs.stream().map(Output::name).toList();
    }

    /**
     * Without a seed, random numbers are others in each session; TensorFlow's {@code FakeParam} is what happens to lie in the memory; and
     * a table's keys are in no order.
     */
    private static boolean isReproducible(Node node) {
        if (node.op() instanceof FakeParam || node.op().name().startsWith("LookupTableExport")) {
            return false;
        }
        return !Objects.equals(node.signature().component(node.op(), "seed"), 0L)
                || !Objects.equals(node.signature().component(node.op(), "seed2"), 0L);
    }
}
