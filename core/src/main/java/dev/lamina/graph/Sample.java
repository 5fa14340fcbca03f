package dev.lamina.graph;

import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * @param handles by the number of an input, what builds one that is no tensor; in {@code inputs} stands an empty resource
 */
public record Sample(
        Op op,
        List<Tensor> inputs,
        List<Tensor> expected,
        @Nullable String refusal,
        boolean smooth,
        List<GraphFunction> functions,
        Map<Integer, Handle> handles) {
    /** Builds an input that is the handle of a table, a queue or another thing that a session or a run owns. */
    @FunctionalInterface
    public interface Handle {
        /** Adds what gives the handle. */
        Output build(Scope scope);
    }

    /** Inputs at which the operation is smooth; each is a {@link Tensor}, what {@link Tensor#of} takes, or a {@link Handle}. */
    public static Sample of(Op op, Object... inputs) {
        List<Tensor> tensors = new ArrayList<>();
        Map<Integer, Handle> handles = new HashMap<>();
        for (Object input : inputs) {
            if (input instanceof Handle handle) {
                handles.put(tensors.size(), handle);
                tensors.add(Tensor.zeros(DType.RESOURCE, Shape.scalar()));
            } else {
                tensors.add(Tensor.of(input));
            }
        }
        return new Sample(op, tensors, List.of(), null, true, List.of(), handles);
    }

    /** Inputs at which it is not smooth, or not differentiable at all: only its values are checked. */
    public static Sample rough(Op op, Object... inputs) {
        Sample smooth = of(op, inputs);
        return new Sample(op, smooth.inputs, List.of(), null, false, List.of(), smooth.handles);
    }

    /** Inputs that it has to refuse, with a part of the error's message. */
    public static Sample refused(String refusal, Op op, Object... inputs) {
        Sample smooth = of(op, inputs);
        return new Sample(op, smooth.inputs, List.of(), refusal, false, List.of(), smooth.handles);
    }

    /** The same inputs with the outputs they have to give, to within rounding. */
    public Sample gives(Object... outputs) {
        return new Sample(
                op, inputs, Arrays.stream(outputs).map(Tensor::of).toList(), refusal, smooth, functions, handles);
    }

    /** The same in a graph with these functions. */
    public Sample with(GraphFunction... named) {
        return new Sample(op, inputs, expected, refusal, smooth, List.of(named), handles);
    }
}
