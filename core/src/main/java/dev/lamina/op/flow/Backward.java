package dev.lamina.op.flow;

import dev.lamina.error.UnimplementedException;
import dev.lamina.graph.FunctionBody;
import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.array.ZerosLike;
import dev.lamina.op.control.MergeOp;
import dev.lamina.op.control.SwitchOp;
import dev.lamina.op.state.ReadVariableOp;
import dev.lamina.tensor.DType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of a function, as a function in the making: it takes the gradients by results of the function, and whatever it uses
 * of the function's own body. What the body keeps to itself ({@link #intermediates}) the function has to give too.
 */
final class Backward {
    private final BodyCopy forward;
    private final FunctionBuilder builder;
    private final List<Output> intermediates = new ArrayList<>();
    private final List<@Nullable Output> gradients = new ArrayList<>();

    /**
     * Builds it.
     *
     * @param body the function
     * @param upstream which results there are gradients by
     */
    Backward(GradientContext c, FunctionBody body, List<Integer> upstream) {
        forward = new BodyCopy(body);
        builder = new FunctionBuilder(forward.graph());
        List<Output> ys = upstream.stream().map(forward.results()::get).toList();
        List<Output> gradYs = new ArrayList<>();
        for (Output y : ys) {
            gradYs.add(builder.parameter(y.dtype(), y.shape(), "gradient_" + gradYs.size()));
        }
        gradients.addAll(c.gradients(builder.scope(), ys, forward.parameters(), gradYs));
        for (Output gradient : gradients) {
            if (gradient != null) {
                builder.inside(gradient);
            }
        }
        Set<Output> known = new HashSet<>(forward.parameters());
        known.addAll(forward.results());
        builder.captured().stream().filter(output -> !known.contains(output)).forEach(intermediates::add);
        intermediates.forEach(kept -> requireUnconditional(c, kept));
    }

    /** What is kept has to be there: of a condition in TensorFlow 1's form one side is not. */
    private static void requireUnconditional(GradientContext c, Output kept) {
        Set<Node> reached = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>(List.of(kept.node()));
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (node.op() instanceof SwitchOp) {
                throw new UnimplementedException(
                        c.node().describe() + " is not differentiable: its gradient needs what " + node.describe()
                                + " in a function passes on, which is not always there",
                        "build the condition with tf.cond, or outside of functions");
            }
            if (!(node.op() instanceof MergeOp) && reached.add(node)) {
                node.controlInputs().forEach(open::push);
                node.inputs().forEach(input -> open.push(input.node()));
            }
        }
    }

    /** Takes zeros for the gradient by a parameter if there is none. */
    void fill(int parameter, DType type) {
        if (gradients.get(parameter) == null) {
            Output like = forward.parameters().get(parameter);
            Scope scope = builder.scope();
            gradients.set(
                    parameter,
                    ZerosLike.of(scope, like.dtype() == DType.RESOURCE ? ReadVariableOp.of(scope, like, type) : like));
        }
    }

    /** Takes this for the gradient by a parameter. */
    void set(int parameter, Output gradient) {
        gradients.set(parameter, gradient);
    }

    /** The gradient by a parameter that there is one by. */
    Output known(int parameter) {
        return Objects.requireNonNull(gradients.get(parameter));
    }

    /** Which parameters of the function there are gradients by. */
    List<Integer> differentiated() {
        List<Integer> differentiated = new ArrayList<>();
        for (int i = 0; i < gradients.size(); i++) {
            if (gradients.get(i) != null) {
                differentiated.add(i);
            }
        }
        return differentiated;
    }

    /** The gradient by a parameter, within the gradient function; {@code null} if there is none. */
    @Nullable
    Output gradient(int parameter) {
        return gradients.get(parameter);
    }

    /** What the function has to give besides. */
    List<Output> intermediates() {
        return intermediates;
    }

    /** What the gradient function takes of the function's body, in order. */
    List<Output> captured() {
        return builder.captured();
    }

    /** Where the gradient function is built. */
    FunctionBuilder builder() {
        return builder;
    }

    /** The function's body as it now is. */
    BodyCopy forward() {
        return forward;
    }

    /** The function, giving what it gave and then more. */
    FunctionBody extended(List<Output> more) {
        List<Output> results = new ArrayList<>(forward.results());
        results.addAll(more);
        return new FunctionBody(forward.graph(), forward.parameters(), results, forward.controlResults());
    }

    /** What the one who has run the function has for an output of its body: an input of the node, an output of it. */
    static Output outside(GradientContext c, Backward backward, Output inner, int firstInput, List<Output> more) {
        int parameter = backward.forward.parameters().indexOf(inner);
        if (parameter >= 0) {
            return c.input(firstInput + parameter);
        }
        int result = backward.forward.results().indexOf(inner);
        return result >= 0 ? c.output(result) : more.get(backward.intermediates.indexOf(inner));
    }
}
