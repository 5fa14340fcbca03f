package dev.lamina.tensorflow.graph;

import dev.lamina.graph.Graph;
import dev.lamina.graph.LeftOut;
import dev.lamina.graph.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be run where a node is wanted that groups others, by control inputs or as a function's results: itself, or if it
 * was left out of the graph those of its inputs that were not.
 *
 * @param nodes what can be run
 * @param problem why that is not all; {@code null} if it is
 */
public record RunnablePart(List<Node> nodes, @Nullable String problem) {
    public static RunnablePart of(Graph graph, String target) {
        Map<String, LeftOut> left = new HashMap<>();
        graph.leftOut().forEach(node -> left.put(node.name(), node));
        List<Node> nodes = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(target));
        while (!open.isEmpty()) {
            String next = open.remove();
            LeftOut blocked = left.get(next);
            if (!seen.add(next)) {
                continue;
            }
            if (blocked == null) {
                nodes.add(graph.node(next));
            } else if (blocked instanceof LeftOutNode group && group.isGroup()) {
                group.renamed()
                        .getInputList()
                        .forEach(input -> open.add(NodeInput.parse(input).node()));
            }
        }
        LeftOut whole = left.get(target);
        return new RunnablePart(
                nodes, whole == null ? null : whole.error(target).problem());
    }
}
