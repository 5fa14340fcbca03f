package dev.lamina.op.flow;

import dev.lamina.graph.FunctionBody;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.tensor.DType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which values of a loop others depend on, over any number of iterations. */
final class LoopDependence {
    private final FunctionBody body;

    LoopDependence(FunctionBody body) {
        this.body = body;
    }

    /** Those by which a gradient flows if it comes by some: these, and what they depend on that has gradients. */
    List<Integer> closure(List<Integer> upstream) {
        TreeSet<Integer> all = new TreeSet<>(upstream);
        int before;
        do {
            before = all.size();
            Set<Node> reached = reached(all);
            for (int i = 0; i < body.parameters().size(); i++) {
                Output parameter = body.parameters().get(i);
                boolean flows = parameter.dtype().isDifferentiable() || parameter.dtype() == DType.VARIANT;
                if (flows && reached.contains(parameter.node())) {
                    all.add(i);
                }
            }
        } while (all.size() > before);
        return List.copyOf(all);
    }

    private Set<Node> reached(Set<Integer> results) {
        Deque<Node> open = new ArrayDeque<>();
        results.forEach(result -> open.add(body.results().get(result).node()));
        Set<Node> reached = new HashSet<>();
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (reached.add(node)) {
                node.inputs().forEach(input -> open.push(input.node()));
            }
        }
        return reached;
    }
}
