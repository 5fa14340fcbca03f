package dev.lamina.gradient;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.AddN;
import dev.lamina.tensor.DType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes from the ys back to the xs, each node after all that use it, and collects the gradients by outputs. */
final class ReversePass {
    private final Scope scope;
    private final Between between;
    private final Set<Output> stops;

    /** By output, the gradients that its users gave; their sum alone once the node's turn has come. */
    private final Map<Output, List<Output>> gradients = new HashMap<>();

    /** For each node that a gradient has come to, the node that gave the first. */
    private final Map<Node, Node> givers = new HashMap<>();

    ReversePass(Scope scope, Between between, Set<Output> stops) {
        this.scope = scope;
        this.between = between;
        this.stops = stops;
    }

    /** Adds a gradient by an output. */
    void add(Output output, Output gradient) {
        gradients.computeIfAbsent(output, _ -> new ArrayList<>()).add(gradient);
    }

    /** The gradient by an output once all has run, or {@code null} if nothing depends on it. */
    @Nullable
    Output gradient(Output output) {
        List<Output> parts = gradients.get(output);
        return parts == null ? null : parts.getFirst();
    }

    void run() {
        for (Node node : between.backwards()) {
            boolean wanted = false;
            for (Output output : node.outputs()) {
                wanted |= sum(output) != null && !stops.contains(output);
            }
            if (wanted && between.dependsOnX(node)) {
                differentiate(node);
            }
        }
    }

    private @Nullable Output sum(Output output) {
        List<Output> parts = gradients.get(output);
        if (parts == null) {
            return null;
        }
        if (parts.size() > 1) {
            gradients.put(output, List.of(AddN.of(scope, parts)));
        }
        return gradient(output);
    }

    private void differentiate(Node node) {
        List<@Nullable Output> upstream = new ArrayList<>();
        node.outputs().forEach(output -> upstream.add(stops.contains(output) ? null : gradient(output)));
        NodeGradient context = new NodeGradient(scope, node, upstream, this::path);
        List<@Nullable Output> byInput = node.op().gradient(context);
        if (byInput.size() != node.inputs().size()) {
            throw new InvalidArgumentException("the gradient of " + node.describe() + " is " + byInput.size()
                    + " outputs for its " + node.inputs().size() + " inputs");
        }
        for (int i = 0; i < byInput.size(); i++) {
            Output gradient = byInput.get(i);
            Output input = node.input(i);
            if (gradient != null && between.dependsOnX(input)) {
                check(node, i, gradient);
                givers.putIfAbsent(input.node(), node);
                add(input, gradient);
            }
        }
    }

    private static void check(Node node, int index, Output gradient) {
        Output input = node.input(index);
        if (input.dtype() != DType.RESOURCE
                && (gradient.dtype() != input.dtype() || !gradient.shape().isCompatibleWith(input.shape()))) {
            throw new InvalidArgumentException("the gradient of " + node.describe() + " by its input " + index + " is "
                    + gradient + ", which has not the type and shape of " + input);
        }
    }

    /** The nodes from a y through this one to an x. */
    private List<Node> path(Node through) {
        List<Node> path = new ArrayList<>(between.pathToX(through));
        for (Node node = through; node != null; node = givers.get(node)) {
            path.addFirst(node);
        }
        return path;
    }
}
