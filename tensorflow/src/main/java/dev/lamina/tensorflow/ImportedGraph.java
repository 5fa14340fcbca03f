package dev.lamina.tensorflow;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.tensorflow.proto.NodeDef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Nodes of a file on their way into a graph. */
final class ImportedGraph {
    private final Graph graph;
    private final String prefix;
    private final Map<String, Output> replaced;
    private final String file;
    private final NodeBuilder builder;
    private final Map<String, Node> nodes = new HashMap<>();

    /**
     * Begins an import.
     *
     * @param prefix is put before every name; empty, or with a slash at its end
     * @param replaced tensors of the file by name ({@code x}, {@code x:1}) and what takes their place
     * @param file how errors name the file
     */
    ImportedGraph(Graph graph, String prefix, Map<String, Output> replaced, String file) {
        this.graph = graph;
        this.prefix = prefix;
        this.replaced = replaced;
        this.file = file;
        builder = new NodeBuilder(graph, file);
    }

    /**
     * Adds nodes, which may come in any order, without function calls; their inputs are among them or were added before.
     *
     * @throws dev.lamina.error.NotFoundException if operations are missing: all of them are named, nothing is added
     * @throws InvalidArgumentException if the nodes are not a graph, or one does not fit its operation
     */
    void add(List<NodeDef> defs) {
        MissingOps.of(defs).requireNone(file);
        Map<String, NodeDef> byName = NodeOrder.byName(defs);
        List<NodeDef> order = NodeOrder.of(byName, byName.keySet(), elsewhere(byName));
        for (NodeDef def : order) {
            graph.claim(prefix + def.getName());
        }
        try {
            order.forEach(this::add);
        } catch (RuntimeException e) {
            nodes.keySet().removeAll(byName.keySet());
            throw e;
        }
    }

    /** Inputs that need not be among the nodes. */
    private Set<String> elsewhere(Map<String, NodeDef> byName) {
        Set<String> inputs = new HashSet<>(replaced.keySet());
        for (NodeDef def : byName.values()) {
            for (String text : def.getInputList()) {
                NodeInput input = NodeInput.parse(text);
                if (nodes.containsKey(input.node()) && !byName.containsKey(input.node())) {
                    inputs.add(input.toString());
                }
            }
        }
        return inputs;
    }

    private void add(NodeDef def) {
        List<Output> inputs = new ArrayList<>();
        List<Node> controls = new ArrayList<>();
        for (String text : def.getInputList()) {
            NodeInput input = NodeInput.parse(text);
            if (input.isControl()) {
                controls.add(nodes.get(input.node()));
            } else {
                inputs.add(output(def, input));
            }
        }
        nodes.put(
                def.getName(), builder.add(Colocation.prefixed(def, prefix), prefix + def.getName(), inputs, controls));
    }

    private Output output(NodeDef user, NodeInput input) {
        Output other = replaced.get(input.toString());
        if (other != null) {
            return other;
        }
        Node node = nodes.get(input.node());
        if (node == null || input.index() >= node.outputCount()) {
            throw new InvalidArgumentException("node '" + user.getName() + "' (" + user.getOp() + ") of " + file
                    + ": its input '" + input + "' is not in the graph; "
                    + (node == null ? "" : node.describe() + " has " + node.outputCount() + " outputs"));
        }
        return node.output(input.index());
    }
}
