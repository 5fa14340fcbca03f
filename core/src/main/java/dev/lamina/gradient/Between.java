package dev.lamina.gradient;

import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.tensor.DType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The nodes that the ys are made of, and which of them depend on an x. */
final class Between {
    private final Set<Output> xs;
    private final List<Node> backwards;

    /** For each node with an input that depends on an x, the first such input. */
    private final Map<Node, Output> towardsX = new HashMap<>();

    Between(List<Output> ys, List<Output> xs) {
        this.xs = new HashSet<>(xs);
        backwards = ancestors(ys);
        int before;
        do { // once, but for a loop in the graph itself, whose beginning may depend on an x by its end
            before = towardsX.size();
            for (Node node : backwards.reversed()) {
                if (!towardsX.containsKey(node)) {
                    node.inputs().stream()
                            .filter(this::dependsOnX)
                            .findFirst()
                            .ifPresent(input -> towardsX.put(node, input));
                }
            }
        } while (towardsX.size() > before && hasLoop());
    }

    private boolean hasLoop() {
        return backwards.stream().anyMatch(node -> node.op().isOfNextIteration());
    }

    private static List<Node> ancestors(List<Output> ys) {
        Set<Node> seen = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>();
        ys.forEach(y -> open.add(y.node()));
        while (!open.isEmpty()) {
            Node node = open.remove();
            if (seen.add(node)) {
                node.inputs().forEach(input -> open.add(input.node()));
            }
        }
        List<Node> nodes = new ArrayList<>(seen);
        nodes.sort(Comparator.comparingInt(Node::id).reversed());
        return nodes;
    }

    /** The nodes that the ys are made of, each before those it uses. */
    List<Node> backwards() {
        return backwards;
    }

    /** Says whether an input of the node depends on an x. */
    boolean dependsOnX(Node node) {
        return towardsX.containsKey(node);
    }

    /** Says whether an output is an x or depends on one, all the way through types that have gradients. */
    boolean dependsOnX(Output output) {
        return flows(output) && (xs.contains(output) || dependsOnX(output.node()));
    }

    /** The nodes from one that depends on an x to that x, without the first. */
    List<Node> pathToX(Node from) {
        List<Node> path = new ArrayList<>();
        Output next = towardsX.get(from);
        while (next != null) {
            path.add(next.node());
            next = xs.contains(next) ? null : towardsX.get(next.node());
        }
        return path;
    }

    /**
     * The gradient by a resource is the gradient by the variable it is a handle of; that by a variant, as a list of tensors
     * is one, a variant of the same kind.
     */
    private static boolean flows(Output output) {
        return output.dtype().isDifferentiable() || output.dtype() == DType.RESOURCE || output.dtype() == DType.VARIANT;
    }
}
