package dev.lamina.tensorflow.graph;

import dev.lamina.tensorflow.proto.NodeDef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which nodes of a file cannot be, as they or what they need lack an operation or a type. */
public final class BlockedNodes {
    private final Map<String, List<NodeDef>> users = new HashMap<>();
    private final Set<String> elsewhere;

    /**
     * Prepares the search.
     *
     * @param elsewhere inputs, as the nodes write them, that come from elsewhere
     */
    public BlockedNodes(Collection<NodeDef> nodes, Set<String> elsewhere) {
        this.elsewhere = elsewhere;
        for (NodeDef node : nodes) {
            for (String text : node.getInputList()) {
                NodeInput input = NodeInput.parse(text);
                if (!this.elsewhere.contains(input.toString())) {
                    users.computeIfAbsent(input.node(), _ -> new ArrayList<>()).add(node);
                }
            }
        }
    }

    /** The names of those that lack something, of {@code others}, and of all that depend on these. */
    public static Set<String> of(Collection<NodeDef> nodes, Collection<String> others, Set<String> elsewhere) {
        List<String> roots = new ArrayList<>(others);
        nodes.stream()
                .filter(node -> MissingOps.of(node) != null)
                .map(NodeDef::getName)
                .forEach(roots::add);
        return roots.isEmpty() ? new LinkedHashSet<>() : new BlockedNodes(nodes, elsewhere).dependents(roots);
    }

    /** Those besides the blocked that no order has after what they need: it is not there, or they need themselves. */
    public static Set<String> unordered(Map<String, NodeDef> nodes, Set<String> blocked, Set<String> elsewhere) {
        Map<String, Integer> waitsFor = new LinkedHashMap<>();
        Map<String, List<String>> users = new HashMap<>();
        Deque<String> ready = new ArrayDeque<>();
        nodes.forEach((name, node) -> {
            Set<String> producers = new HashSet<>();
            for (String text : node.getInputList()) {
                NodeInput input = NodeInput.parse(text);
                if (!elsewhere.contains(input.toString()) && !BackEdges.isOne(node, input, nodes)) {
                    producers.add(input.node());
                }
            }
            producers.forEach(producer ->
                    users.computeIfAbsent(producer, _ -> new ArrayList<>()).add(name));
            waitsFor.put(name, producers.size());
            if (producers.isEmpty()) {
                ready.add(name);
            }
        });
        Set<String> left = new LinkedHashSet<>(nodes.keySet());
        left.removeAll(blocked);
        while (!ready.isEmpty()) {
            String name = ready.remove();
            left.remove(name);
            for (String user : users.getOrDefault(name, List.of())) {
                if (waitsFor.merge(user, -1, Integer::sum) == 0) {
                    ready.add(user);
                }
            }
        }
        return left;
    }

    /** These nodes and all that depend on them. */
    public Set<String> dependents(Collection<String> roots) {
        Set<String> reached = new LinkedHashSet<>(roots);
        Deque<String> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (NodeDef user : users.getOrDefault(open.pop(), List.of())) {
                if (reached.add(user.getName())) {
                    open.push(user.getName());
                }
            }
        }
        return reached;
    }
}
