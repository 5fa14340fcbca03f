package dev.lamina.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lamina.error.LaminaException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.kernel.simd.Simd;
import dev.lamina.kernel.thread.Parallel;
import dev.lamina.op.Operation.Case;
import dev.lamina.op.SampleGraph.Inputs;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** What every operation promises, tried at its own samples. It finds the operations by itself. */
class OperationContractTest {
    @TestFactory
    Stream<DynamicTest> isComplete() {
        return Operation.all().stream()
                .map(operation -> dynamicTest(operation.name(), () -> {
                    assertThat(Operations.find(operation.name()))
                            .as("found by its name")
                            .hasValue(operation.type());
                    assertThat(operation.lostAttributes())
                            .as("attributes of " + operation.name()
                                    + " that neither a component holds nor an input tells")
                            .isEmpty();
                    assertThat(operation.factory())
                            .as("public static of(Scope, ...)")
                            .isPresent();
                    assertThat(operation.isHandle() || !operation.cases().isEmpty())
                            .as(operation.name() + " has samples")
                            .isTrue();
                }));
    }

    @TestFactory
    Stream<DynamicContainer> givesWhatItsSamplesSay() {
        return forAll(sample -> sample.refusal() == null, OperationContractTest::values);
    }

    @TestFactory
    Stream<DynamicContainer> refusesWhatItsSamplesSay() {
        return forAll(sample -> sample.refusal() != null, each -> {
            refuses(each, Inputs.CONSTANTS);
            refuses(each, Inputs.PLACEHOLDERS);
            refuses(each, Inputs.UNKNOWN_SHAPES);
        });
    }

    @TestFactory
    Stream<DynamicContainer> hasTheRightGradient() {
        return forAll(GradientContract::applies, GradientContract::first);
    }

    @TestFactory
    Stream<DynamicContainer> hasTheRightGradientInDoubles() {
        return inDoubles(GradientContract::first);
    }

    @TestFactory
    Stream<DynamicContainer> hasTheRightSecondGradient() {
        return forAll(GradientContract::applies, GradientContract::second);
    }

    @TestFactory
    Stream<DynamicContainer> hasTheRightSecondGradientInDoubles() {
        return inDoubles(GradientContract::second);
    }

    @TestFactory
    Stream<DynamicContainer> hasAGradientOrSaysThatItHasNot() {
        return forAll(
                sample -> sample.refusal() == null && !GradientContract.applies(sample), GradientContract::exists);
    }

    @Tag("simd")
    @TestFactory
    Stream<DynamicContainer> givesTheSameBitsAgainAndOnAnyThreadsAndVectors() {
        return forAll(sample -> sample.refusal() == null, OperationContractTest::bits);
    }

    @Tag("simd")
    @TestFactory
    Stream<DynamicContainer> givesTheSameBitsAtLargeSizes() {
        return forEach(LargeSamples::of, OperationContractTest::bits);
    }

    private static Stream<DynamicContainer> forAll(Predicate<Sample> which, Consumer<Case> property) {
        return forEach(operation -> operation.cases().stream().filter(each -> which.test(each.sample())), property);
    }

    private static Stream<DynamicContainer> inDoubles(Consumer<Case> property) {
        return forEach(
                operation -> operation.cases().stream()
                        .filter(each -> GradientContract.applies(each.sample()))
                        .flatMap(each -> Stream.ofNullable(GradientContract.inDoubles(each.sample()))
                                .map(sample -> new Case(each.name() + " in doubles", sample))),
                property);
    }

    /** The cases are made within the operation's container, so one that cannot make them fails alone. */
    private static Stream<DynamicContainer> forEach(Function<Operation, Stream<Case>> cases, Consumer<Case> property) {
        return Operation.all().stream()
                .map(operation -> dynamicContainer(
                        operation.name(),
                        Stream.of(operation)
                                .flatMap(cases)
                                .map(each -> dynamicTest(each.name(), () -> property.accept(each)))));
    }

    private static void values(Case each) {
        Sample sample = each.sample();
        List<Tensor> before =
                sample.inputs().stream().map(input -> input.buffer().toTensor()).toList();
        List<Tensor> reference = List.of();
        for (Inputs how : Inputs.values()) {
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
                } else if (isReproducible(sample)) {
                    Agreement.sameBits(what + " and as CONSTANTS", values, reference);
                }
            }
            Agreement.sameBits(what + ": the inputs afterwards", sample.inputs(), before);
        }
    }

    private static void staticShapes(String what, SampleGraph graph, Inputs how, List<Tensor> values) {
        if (graph.node.outputCount() == 0) {
            return;
        }
        for (Output output : graph.node.outputs()) {
            Shape real = values.get(output.index()).shape();
            if (!output.shape().isCompatibleWith(real)) {
                fail(
                        "%s: the shape of output %d is %s, but the graph says %s",
                        what, output.index(), real, output.shape());
            }
            if (how == Inputs.CONSTANTS
                    && graph.everythingIsKnown()
                    && !output.shape().isFullyDefined()) {
                fail("%s: all is known, yet the graph says %s for output %d", what, output.shape(), output.index());
            }
        }
    }

    private static void bits(Case each) {
        if (!isReproducible(each.sample())) {
            return;
        }
        int threads = Parallel.threads();
        boolean simd = Simd.isEnabled();
        try {
            List<Tensor> plain = run(each, 1, false);
            Agreement.sameBits(each.name() + " with SIMD", run(each, 1, true), plain);
            Agreement.sameBits(each.name() + " with SIMD on 2 threads", run(each, 2, true), plain);
            Agreement.sameBits(each.name() + " without SIMD on 3 threads", run(each, 3, false), plain);
        } finally {
            Parallel.setThreads(threads);
            Simd.setEnabled(simd);
        }
    }

    private static List<Tensor> run(Case each, int threads, boolean simd) {
        Parallel.setThreads(threads);
        Simd.setEnabled(simd);
        try (SampleGraph graph = new SampleGraph(each.sample(), Inputs.PLACEHOLDERS)) {
            graph.initialize();
            List<Tensor> first = graph.run();
            if (!graph.node.signature().isStateful()) {
                Agreement.sameBits(each.name() + " for the second time", graph.run(), first);
            }
            return first;
        }
    }

    /** Without a seed, random numbers are others in each session. */
    private static boolean isReproducible(Sample sample) {
        var signature = new Operation(sample.op().getClass()).signature();
        return !Objects.equals(signature.component(sample.op(), "seed"), 0L)
                || !Objects.equals(signature.component(sample.op(), "seed2"), 0L);
    }

    private static void refuses(Case each, Inputs how) {
        String what = each.name() + " with inputs as " + how;
        String refusal = Objects.requireNonNull(each.sample().refusal());
        try (SampleGraph graph = new SampleGraph(each.sample(), how)) {
            graph.initialize();
            fail("%s: is not refused but gives %s", what, graph.run());
        } catch (LaminaException e) {
            assertThat(e.getMessage())
                    .as(what)
                    .contains(refusal)
                    .contains(each.sample().op().name());
        }
    }
}
