package dev.lamina.testing;

import dev.lamina.error.LaminaException;
import dev.lamina.graph.Argument;
import dev.lamina.graph.Op;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Signature;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.testing.Operation.Case;
import dev.lamina.testing.SampleGraph.Inputs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Samples beyond the sizes from which kernels use several threads and other paths, of odd sizes, made from an
 * operation's small ones: their elements over and over in larger shapes, as far as the operation takes these.
 */
final class LargeSamples {
    private static final int[][] AXES = {{0}, {1}, {2}, {0, 2}, {1, 2}, {0, 1, 2}};

    /** One sample of each is made larger. */
    private record Kind(Op op, boolean isComplex) {
        Kind(Sample sample) {
            this(
                    sample.op(),
                    sample.inputs().stream().anyMatch(input -> input.dtype().isComplex()));
        }
    }

    private LargeSamples() {}

    static Stream<Case> of(Operation operation) {
        Map<Kind, Sample> kinds = new LinkedHashMap<>();
        for (Case each : operation.cases()) {
            Sample sample = each.sample();
            if (sample.refusal() == null
                    && !sample.inputs().isEmpty()
                    && sample.inputs().stream().allMatch(input -> input.size() > 0)) {
                kinds.putIfAbsent(new Kind(sample), sample);
            }
        }
        List<Case> large = new ArrayList<>();
        kinds.values().forEach(sample -> enlarge(operation, sample, large));
        return large.stream();
    }

    private static void enlarge(Operation operation, Sample sample, List<Case> large) {
        List<String> names =
                operation.signature().inputs().stream().map(Argument::name).toList();
        boolean overAxes = names.size() == 2 && names.getLast().equals("reduction_indices");
        boolean overAxis = names.size() == 2 && List.of("dimension", "axis").contains(names.getLast());
        if (overAxes && isFloat(sample.inputs().getFirst())) {
            for (int[] axes : AXES) {
                addAll(operation, sample, large, List.of(tile(sample, 0, 5, 131, 67), Tensor.of(axes)));
            }
        } else if (overAxis && isFloat(sample.inputs().getFirst())) {
            for (int axis = 0; axis < 3; axis++) {
                addAll(operation, sample, large, List.of(tile(sample, 0, 5, 131, 67), Tensor.of(axis)));
            }
        } else if (operation.name().contains("MatMul")) {
            boolean first = isTransposed(operation, sample, "transpose_a", "adj_x");
            boolean second = isTransposed(operation, sample, "transpose_b", "adj_y");
            addAll(
                    operation,
                    sample,
                    large,
                    List.of(
                            first ? tile(sample, 0, 131, 129) : tile(sample, 0, 129, 131),
                            second ? tile(sample, 1, 67, 131) : tile(sample, 1, 131, 67)));
        } else {
            elementwise(operation, sample, large);
        }
    }

    /** Takes all inputs but scalars (a rate, a factor) to large shapes: equal ones, and such as broadcast. */
    private static void elementwise(Operation operation, Sample sample, List<Case> large) {
        int count = sample.inputs().size();
        boolean grows = sample.inputs().stream().anyMatch(input -> input.shape().rank() > 0);
        boolean fits = sample.inputs().stream()
                .allMatch(
                        input -> (grows && input.shape().rank() == 0) || isFloat(input) || input.dtype() == DType.BOOL);
        if (!fits) {
            return;
        }
        boolean isMatrix =
                sample.inputs().stream().anyMatch(input -> input.shape().rank() == 2);
        long[] shape = isMatrix ? new long[] {33, 1001} : new long[] {40961};
        addAll(
                operation,
                sample,
                large,
                IntStream.range(0, count)
                        .mapToObj(i -> grows && sample.inputs().get(i).shape().rank() == 0
                                ? sample.inputs().get(i)
                                : tile(sample, i, shape))
                        .toList());
        if (count == 2 && operation.signature().inputs().stream().noneMatch(SampleGraph::isVariable)) {
            for (long[] other : new long[][] {{}, {1001}, {33, 1}}) {
                addAll(operation, sample, large, List.of(tile(sample, 0, 33, 1001), tile(sample, 1, other)));
                addAll(operation, sample, large, List.of(tile(sample, 0, other), tile(sample, 1, 33, 1001)));
            }
        }
    }

    private static boolean isFloat(Tensor input) {
        return input.dtype() == DType.FLOAT32 || input.dtype() == DType.COMPLEX64;
    }

    private static boolean isTransposed(Operation operation, Sample sample, String... attributes) {
        Signature signature = operation.signature();
        return List.of(attributes).stream()
                .anyMatch(name -> Boolean.TRUE.equals(signature.component(sample.op(), name)));
    }

    /** Adds the operation with these inputs, if its shape rule takes them. */
    private static void addAll(Operation operation, Sample sample, List<Case> large, List<Tensor> inputs) {
        Sample candidate =
                new Sample(sample.op(), inputs, List.of(), null, false, sample.functions(), sample.handles());
        try (SampleGraph graph = new SampleGraph(candidate, Inputs.CONSTANTS)) {
            large.add(new Case(
                    sample.op() + " of "
                            + graph.inputs.stream().map(Output::shape).toList(),
                    candidate));
        } catch (LaminaException refused) {
            if (!String.valueOf(refused.getMessage()).contains(operation.name())) {
                throw refused;
            }
        }
    }

    private static Tensor tile(Sample sample, int input, long... dims) {
        Tensor small = sample.inputs().get(input);
        Buffer source = small.buffer();
        Buffer target = Buffer.allocate(small.dtype(), Shape.of(dims));
        for (int at = 0; at < target.size(); at += source.size()) {
            target.copyFrom(source, 0, at, Math.min(source.size(), target.size() - at));
        }
        return target.toTensor();
    }
}
