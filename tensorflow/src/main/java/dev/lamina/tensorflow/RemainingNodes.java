package dev.lamina.tensorflow;

import dev.lamina.error.LaminaException;
import dev.lamina.error.NotFoundException;
import dev.lamina.graph.Graph;
import dev.lamina.tensorflow.proto.FunctionDefLibrary;
import dev.lamina.tensorflow.proto.GraphDef;
import dev.lamina.tensorflow.proto.NodeDef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The nodes of a saved model that none of its signatures needs. They are added as far as that is possible: one whose
 * operation or type Lamina lacks is left out with all that depends on it, and whoever asks for such a node is told why.
 */
final class RemainingNodes {
    private final Graph graph;
    private final ImportedGraph imported;
    private final FunctionDefLibrary library;
    private final String file;
    private final Map<String, NodeDef> left = new LinkedHashMap<>();
    private final Map<String, LaminaException> problems = new HashMap<>();

    private RemainingNodes(Graph graph, ImportedGraph imported, GraphDef def, String file) {
        this.graph = graph;
        this.imported = imported;
        this.library = def.getLibrary();
        this.file = file;
        WithoutSaver.of(def.getNodeList()).stream()
                .filter(node -> !graph.contains(node.getName()))
                .forEach(node -> left.put(node.getName(), node));
    }

    /**
     * Adds what can be added.
     *
     * @param imported the import that added the other nodes
     */
    static RemainingNodes add(Graph graph, ImportedGraph imported, GraphDef def, String file) {
        RemainingNodes nodes = new RemainingNodes(graph, imported, def, file);
        nodes.addAll();
        return nodes;
    }

    /** Goes from nodes to their users, so that what is left out stops nothing but these. */
    private void addAll() {
        Map<String, List<String>> users = new HashMap<>();
        Map<String, Integer> waitsFor = new HashMap<>();
        Deque<String> ready = new ArrayDeque<>();
        for (NodeDef node : left.values()) {
            Set<String> producers = new HashSet<>();
            node.getInputList()
                    .forEach(input -> producers.add(NodeInput.parse(input).node()));
            producers.removeIf(graph::contains);
            producers.forEach(producer ->
                    users.computeIfAbsent(producer, _ -> new ArrayList<>()).add(node.getName()));
            waitsFor.put(node.getName(), producers.size());
            if (producers.isEmpty()) {
                ready.add(node.getName());
            }
        }
        while (!ready.isEmpty()) {
            String name = ready.remove();
            if (canAdd(name)) {
                left.remove(name);
                for (String user : users.getOrDefault(name, List.of())) {
                    int others = waitsFor.getOrDefault(user, 0) - 1;
                    waitsFor.put(user, others);
                    if (others == 0) {
                        ready.add(user);
                    }
                }
            }
        }
    }

    private boolean canAdd(String name) {
        try {
            graph.atomically(() -> imported.add(inlined(name)));
            return true;
        } catch (LaminaException e) {
            problems.put(name, e);
            return false;
        }
    }

    private List<NodeDef> inlined(String name) {
        return FunctionCalls.inline(List.of(Objects.requireNonNull(left.get(name))), library);
    }

    /**
     * Requires that a node was not left out.
     *
     * @throws NotFoundException if it was: the operations that it needs and Lamina lacks are named and counted
     * @throws LaminaException the problem with a node that it needs, if no operation is missing
     */
    void require(String name) {
        if (!left.containsKey(name)) {
            return;
        }
        Set<String> needed = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(name));
        while (!open.isEmpty()) {
            String next = open.pop();
            NodeDef node = left.get(next);
            if (node != null && needed.add(next)) {
                node.getInputList()
                        .forEach(input -> open.push(NodeInput.parse(input).node()));
            }
        }
        List<NodeDef> nodes = new ArrayList<>();
        needed.forEach(each -> nodes.addAll(inlined(each)));
        MissingOps.of(nodes).requireNone(file);
        for (String node : needed) {
            LaminaException problem = problems.get(node);
            if (problem != null) {
                throw problem;
            }
        }
        throw new NotFoundException(
                "node '" + name + "' of " + file + " has inputs that are not there, or needs itself");
    }
}
