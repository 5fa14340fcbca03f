package dev.lamina.testing;

import static org.junit.jupiter.api.Assertions.fail;

import dev.lamina.error.LaminaException;
import dev.lamina.error.UnimplementedException;
import dev.lamina.gradient.Gradients;
import dev.lamina.graph.Attribute;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Signature;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.complex.Imag;
import dev.lamina.op.complex.Real;
import dev.lamina.op.flow.Placeholder;
import dev.lamina.session.Feed;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.testing.Operation.Case;
import dev.lamina.testing.SampleGraph.Inputs;
import dev.lamina.train.GradientCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/** What is asked of the gradient of an operation. */
final class GradientContract {
    private static final long SEED = 20160101;

    private GradientContract() {}

    /** Says whether there is something to differentiate. */
    static boolean applies(Sample sample) {
        return sample.smooth() && !inputsToCheck(sample).isEmpty();
    }

    private static List<Integer> inputsToCheck(Sample sample) {
        return IntStream.range(0, sample.inputs().size())
                .filter(i -> isChecked(sample.inputs().get(i).dtype()))
                .boxed()
                .toList();
    }

    private static boolean isChecked(DType type) {
        return type.partType() == DType.FLOAT32 || type.partType() == DType.FLOAT64;
    }

    /** The gradient by each input alone, of a complex one by its parts, then by all of them where no shape is known while the graph is built. */
    static void first(Case each) {
        try (SampleGraph graph = new SampleGraph(each.sample(), Inputs.PARTS)) {
            graph.initialize();
            for (int input : inputsToCheck(each.sample())) {
                check(each.name() + ": gradient by input " + input, graph, outputs(graph), sources(graph, input));
            }
        }
        try (SampleGraph graph = new SampleGraph(each.sample(), Inputs.UNKNOWN_PARTS)) {
            graph.initialize();
            check(each.name() + ": gradient where shapes are unknown", graph, outputs(graph), sources(each, graph));
        }
    }

    /** The gradient of the gradient, by all inputs and by what the first gradient begins with. */
    static void second(Case each) {
        try (SampleGraph graph = new SampleGraph(each.sample(), Inputs.PARTS)) {
            graph.initialize();
            List<Output> ys = outputs(graph);
            List<Output> xs = new ArrayList<>(sources(each, graph));
            List<Feed> feeds = new ArrayList<>(Arrays.asList(graph.feeds()));
            List<Output> gradYs = new ArrayList<>();
            Random random = new Random(SEED);
            for (Output y : ys) {
                Shape shape = graph.session.run(y, graph.feeds()).shape();
                Output gradY = Placeholder.of(graph.scope.named("grad_y"), y.dtype(), shape);
                double[] weights = random.doubles(shape.size(), -1, 1).toArray();
                feeds.add(Feed.of(gradY, Tensor.of(Tensor.wrap(weights, shape.dims()), y.dtype())));
                gradYs.add(gradY);
            }
            List<Output> gradients = Gradients.of(graph.scope, ys, xs, gradYs).stream()
                    .filter(Objects::nonNull)
                    .toList();
            if (gradients.isEmpty()) {
                return;
            }
            xs.addAll(gradYs);
            try {
                compare(
                        each.name() + ": second gradient",
                        GradientCheck.of(graph.session, gradients, xs, SEED, feeds.toArray(Feed[]::new)));
            } catch (UnimplementedException e) {
                throw new TestAbortedException(each.name() + " has no second gradient: " + e.problem(), e);
            }
        }
    }

    /** An operation at whose samples no gradient can be measured has one all the same, or says that it has not. */
    static void exists(Case each) {
        try (SampleGraph graph = new SampleGraph(each.sample(), Inputs.CONSTANTS)) {
            List<Output> ys = outputs(graph);
            if (!ys.isEmpty()) {
                try {
                    Gradients.of(graph.scope, ys, graph.inputs);
                } catch (LaminaException e) {
                    if (!saysThatThereIsNone(e)) {
                        throw e;
                    }
                }
            }
        }
    }

    private static boolean saysThatThereIsNone(LaminaException e) {
        return (e instanceof UnimplementedException && e.problem().contains(" is not differentiable"))
                || e.problem().contains("Gradient explicitly disabled");
    }

    /** The sample in float64, or {@code null} if the operation has no such form or the sample already is. */
    static @Nullable Sample inDoubles(Sample sample) {
        return retyped(sample, DType.FLOAT64);
    }

    /** The sample of complex numbers, or {@code null} if the operation takes none or the sample is of others. */
    static @Nullable Sample inComplexNumbers(Sample sample) {
        return sample.op() instanceof ComplexOp ? retyped(sample, DType.COMPLEX128) : null;
    }

    private static @Nullable Sample retyped(Sample sample, DType type) {
        Signature signature = Signature.of(sample.op().getClass());
        boolean choosesItsType = signature.attributes().stream()
                .anyMatch(attribute -> signature.component(sample.op(), attribute.name()) instanceof DType);
        boolean allowed = signature.inputs().stream()
                .filter(input -> input.fixedType() != DType.INT32)
                .allMatch(input -> signature.attributes().stream()
                        .anyMatch(attribute -> attribute.name().equals(input.typeAttr()) && takes(attribute, type)));
        boolean hasFloats = sample.inputs().stream().anyMatch(input -> input.dtype() == DType.FLOAT32);
        if (choosesItsType || !allowed || !hasFloats || !sample.functions().isEmpty()) {
            return null;
        }
        List<Tensor> inputs = sample.inputs().stream()
                .map(input ->
                        input.dtype() != DType.FLOAT32 ? input : type.isComplex() ? turned(input) : input.cast(type))
                .toList();
        return new Sample(sample.op(), inputs, List.of(), null, sample.smooth(), sample.functions(), sample.handles());
    }

    /** Complex numbers as long as these, each by another angle of up to a quarter of a right one from the real axis. */
    private static Tensor turned(Tensor real) {
        double[] parts = new double[2 * real.size()];
        for (int k = 0; k < real.size(); k++) {
            double angle = 0.1 + k * 5 % 7 / 23.0;
            parts[2 * k] = real.buffer().asDouble(k) * StrictMath.cos(angle);
            parts[2 * k + 1] = real.buffer().asDouble(k) * StrictMath.sin(angle);
        }
        return Tensor.wrap(DType.COMPLEX128, parts, real.shape());
    }

    /** Types of attributes that floats do not have (indices, axes) are not concerned. */
    private static boolean takes(Attribute attribute, DType type) {
        return !attribute.allowedTypes().contains(DType.FLOAT32)
                || attribute.allowedTypes().contains(type);
    }

    private static List<Output> outputs(SampleGraph graph) {
        return graph.node.outputs().stream()
                .filter(output -> isChecked(output.dtype()))
                .flatMap(output -> output.dtype().isComplex()
                        ? Stream.of(Real.of(graph.scope, output), Imag.of(graph.scope, output))
                        : Stream.of(output))
                .toList();
    }

    private static List<Output> sources(Case each, SampleGraph graph) {
        return inputsToCheck(each.sample()).stream()
                .flatMap(input -> sources(graph, input).stream())
                .toList();
    }

    /** What is fed to an input; a variable by itself. */
    private static List<Output> sources(SampleGraph graph, int input) {
        List<Output> fed = graph.sources(input);
        return fed.isEmpty() ? List.of(graph.inputs.get(input)) : fed;
    }

    private static void check(String what, SampleGraph graph, List<Output> ys, List<Output> xs) {
        if (!ys.isEmpty()) {
            compare(what, GradientCheck.of(graph.session, ys, xs, SEED, graph.feeds()));
        }
    }

    private static void compare(String what, GradientCheck check) {
        if (!check.passes()) {
            fail("%s: analytic %s, numeric %s (error %.2g, allowed %.2g)"
                    .formatted(what, check.analytic(), check.numeric(), check.error(), check.tolerance()));
        }
    }
}
