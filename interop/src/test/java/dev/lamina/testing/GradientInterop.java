package dev.lamina.testing;

import dev.lamina.error.LaminaException;
import dev.lamina.error.UnimplementedException;
import dev.lamina.gradient.Gradients;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.interop.Closeness;
import dev.lamina.interop.TensorFlowGraph;
import dev.lamina.op.flow.Const;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.testing.Operation.Case;
import dev.lamina.testing.SampleGraph.Inputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** The gradient of one output of a sample's operation by its inputs, in Lamina and in TensorFlow. */
final class GradientInterop {
    private static final long SEED = 20160101;

    private GradientInterop() {}

    /** The outputs through which a gradient can flow to an input. */
    static List<Integer> outputs(Case each) {
        try (SampleGraph graph = new SampleGraph(each.sample(), Inputs.CONSTANTS)) {
            if (sources(graph).isEmpty()) {
                return List.of();
            }
            return IntStream.range(0, graph.node.outputCount())
                    .filter(i -> graph.node.outputType(i).isDifferentiable())
                    .boxed()
                    .toList();
        }
    }

    private static List<Output> sources(SampleGraph graph) {
        return graph.inputs.stream()
                .filter(input -> input.dtype().isDifferentiable())
                .toList();
    }

    /** Requires Lamina's gradient to be that of TensorFlow's C++ core: each of its inputs' or neither's. */
    static void compare(Case each, int output, Tally tally) {
        try (SampleGraph ours = new SampleGraph(each.sample(), Inputs.CONSTANTS)) {
            ours.initialize();
            Output y = ours.node.output(output);
            List<Output> xs = sources(ours);
            Output gradY = weights(ours, y);
            try (TensorFlowGraph theirs = TensorFlowGraph.of(ours.graph)) {
                Optional<List<@Nullable Output>> actual = ours(ours.scope, y, xs, gradY);
                Optional<List<@Nullable String>> expected =
                        theirs.gradients(List.of(y.name()), OperationInteropTest.names(xs), List.of(gradY.name()));
                if (actual.isEmpty() && expected.isEmpty()) {
                    tally.compared(Tally.NEITHER, each);
                    return;
                }
                if (expected.isEmpty()) {
                    tally.compared(Tally.LACKING, each);
                    throw new TestAbortedException("TensorFlow's C++ core has no gradient of "
                            + each.sample().op().name());
                }
                List<@Nullable Output> found = actual.orElseThrow(() -> new AssertionError(
                        each.name() + " is not differentiable, but in TensorFlow it is: " + expected));
                List<Tensor> values = new ArrayList<>();
                List<Tensor> wanted = new ArrayList<>();
                for (int i = 0; i < xs.size(); i++) {
                    values.add(valueOrZeros(ours, found.get(i), xs.get(i)));
                    String name = expected.orElseThrow().get(i);
                    wanted.add(
                            name == null
                                    ? valueOrZeros(ours, null, xs.get(i))
                                    : theirs.fetch(List.of(name), Map.of()).getFirst());
                }
                Closeness.check("gradient of " + each.name(), values, wanted);
                tally.compared(Tally.GRADIENT, each);
            }
        }
    }

    /** Requires that TensorFlow can run the graph of Lamina's gradient, and gets what Lamina does. */
    static void runThere(Case each, int output) {
        try (SampleGraph ours = new SampleGraph(each.sample(), Inputs.CONSTANTS)) {
            ours.initialize();
            Output y = ours.node.output(output);
            List<Output> found = new ArrayList<>();
            for (Output gradient :
                    ours(ours.scope, y, sources(ours), weights(ours, y)).orElse(List.of())) {
                if (gradient != null) {
                    found.add(gradient);
                }
            }
            try (TensorFlowGraph theirs = TensorFlowGraph.of(ours.graph)) {
                theirs.run(ours.initializers.stream().map(node -> node.name()).toList(), Map.of());
                List<Tensor> values = found.stream()
                        .map(gradient -> ours.session.run(gradient))
                        .toList();
                Closeness.check(
                        "gradient of " + each.name(),
                        values,
                        theirs.fetch(OperationInteropTest.names(found), Map.of()));
            }
        }
    }

    /** What the gradient begins with: a weight for each element of y. */
    private static Output weights(SampleGraph graph, Output y) {
        Shape shape = graph.session.run(y).shape();
        double[] weights = new Random(SEED).doubles(shape.size(), -1, 1).toArray();
        if (y.dtype().isComplex()) {
            double[] parts = new Random(SEED).doubles(2L * shape.size(), -1, 1).toArray();
            return Const.of(
                    graph.scope, Tensor.wrap(DType.COMPLEX128, parts, shape).cast(y.dtype()));
        }
        return Const.of(graph.scope, Tensor.of(Tensor.wrap(weights, shape.dims()), y.dtype()));
    }

    private static Optional<List<@Nullable Output>> ours(Scope scope, Output y, List<Output> xs, Output gradY) {
        try {
            return Optional.of(Gradients.of(scope, List.of(y), xs, List.of(gradY)));
        } catch (LaminaException e) {
            boolean saysSo = (e instanceof UnimplementedException && e.problem().contains(" is not differentiable"))
                    || e.problem().contains("Gradient explicitly disabled");
            if (saysSo) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Where no gradient flows it is 0. */
    private static Tensor valueOrZeros(SampleGraph graph, @Nullable Output gradient, Output x) {
        Tensor value = graph.session.run(x);
        return gradient == null ? Tensor.zeros(value.dtype(), value.shape()) : graph.session.run(gradient);
    }
}
