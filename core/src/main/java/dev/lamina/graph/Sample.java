package dev.lamina.graph;

import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Inputs at which the contract test tries an operation.
 *
 * @param op the operation
 * @param inputs its inputs; one that the signature declares as a reference or resource is a variable with this value
 * @param expected the outputs, where they are known; empty if they are not
 * @param refusal a part of the error's message, if the operation has to refuse these inputs
 * @param smooth whether the operation is smooth around these inputs, so that its gradient can be checked
 * @param functions those that the operation names
 */
public record Sample(
        Op op,
        List<Tensor> inputs,
        List<Tensor> expected,
        @Nullable String refusal,
        boolean smooth,
        List<GraphFunction> functions) {
    /** Inputs at which the operation is smooth; each is a {@link Tensor} or what {@link Tensor#of} takes. */
    public static Sample of(Op op, Object... inputs) {
        return new Sample(op, Arrays.stream(inputs).map(Tensor::of).toList(), List.of(), null, true, List.of());
    }

    /** Inputs at which it is not smooth, or not differentiable at all: only its values are checked. */
    public static Sample rough(Op op, Object... inputs) {
        return new Sample(op, of(op, inputs).inputs, List.of(), null, false, List.of());
    }

    /** Inputs that it has to refuse, with a part of the error's message. */
    public static Sample refused(String refusal, Op op, Object... inputs) {
        return new Sample(op, of(op, inputs).inputs, List.of(), refusal, false, List.of());
    }

    /** The same inputs with the outputs they have to give, to within rounding. */
    public Sample gives(Object... outputs) {
        return new Sample(op, inputs, Arrays.stream(outputs).map(Tensor::of).toList(), refusal, smooth, functions);
    }

    /** The same in a graph with these functions. */
    public Sample with(GraphFunction... named) {
        return new Sample(op, inputs, expected, refusal, smooth, List.of(named));
    }
}
