package dev.lamina.tensorflow.graph;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.error.NotFoundException;
import dev.lamina.error.UnimplementedException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.tensorflow.proto.AttrValue;
import dev.lamina.tensorflow.proto.GraphDef;
import dev.lamina.tensorflow.proto.NodeDef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Nodes of a file on their way into a graph. One whose operation or type Lamina lacks is left out, with all that depends on
 * it: the graph knows why.
 */
public final class ImportedGraph {
    private final Graph graph;
    private final String prefix;
    private final Map<String, Output> replaced;
    private final String file;
    private final NodeBuilder builder;
    private final ThawedVariables thawed;
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, LeftOutNode> left = new LinkedHashMap<>();

    /** The inputs of loops' beginnings that are added when all nodes are there, in the order of the nodes and their inputs. */
    private final List<BackEdge> backEdges = new ArrayList<>();

    private record BackEdge(NodeDef user, int index, NodeInput input) {}

    /** Loops whose ends could not be added, when their beginnings were: all that are found at once. */
    private static final class OpenLoops extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient List<BackEdge> edges;

        OpenLoops(List<BackEdge> edges) {
            super(edges.toString(), null, false, false);
            this.edges = edges;
        }
    }

    /**
     * Begins an import.
     *
     * @param prefix is put before every name; empty, or with a slash at its end
     * @param replaced tensors of the file by name ({@code x}, {@code x:1}) and what takes their place
     * @param source what the nodes are of
     * @param file how errors name the file
     */
    public ImportedGraph(Graph graph, String prefix, Map<String, Output> replaced, GraphDef source, String file) {
        this.graph = graph;
        this.prefix = prefix;
        this.replaced = new HashMap<>(replaced);
        this.file = file;
        thawed = new ThawedVariables(graph);
        builder = new NodeBuilder(graph, source.getVersions().getProducer(), file);
    }

    /**
     * Adds nodes, which may come in any order. The functions that they name are in the graph.
     *
     * @param problems nodes that are left out for a reason of their own, by name
     * @param absent tensors that nothing computes, by name: they are there to be fed, or for what they initialise
     * @param isLenient whether a node that does not fit its operation is left out like one that lacks it
     * @throws InvalidArgumentException if the nodes are not a graph, or one does not fit its operation
     */
    public void add(
            List<NodeDef> defs,
            Map<String, LaminaException> problems,
            Map<String, MissingOutput> absent,
            boolean isLenient) {
        Map<String, LaminaException> all = new HashMap<>(problems);
        while (true) {
            try {
                graph.atomically(() -> addAll(defs, all, absent, isLenient));
                return;
            } catch (OpenLoops loops) {
                for (BackEdge edge : loops.edges) {
                    String name = edge.user().getName();
                    all.put(
                            name,
                            Objects.requireNonNull(left.get(edge.input().node()))
                                    .error(name));
                }
                nodes.clear();
                left.clear();
                backEdges.clear();
            }
        }
    }

    private void addAll(
            List<NodeDef> defs,
            Map<String, LaminaException> problems,
            Map<String, MissingOutput> absent,
            boolean isLenient) {
        Map<String, NodeDef> byName = NodeOrder.byName(defs);
        defs.forEach(def -> graph.claim(prefix + def.getName()));
        absent.forEach((tensor, op) -> replaced.put(tensor, op.addTo(graph, prefix)));
        Map<String, LaminaException> why = new HashMap<>(problems);
        Set<String> blocked = BlockedNodes.of(defs, problems.keySet(), replaced.keySet());
        if (isLenient) {
            for (String name : BlockedNodes.unordered(byName, blocked, replaced.keySet())) {
                blocked.add(name);
                why.put(
                        name,
                        new NotFoundException(
                                "node '" + name + "' of " + file + " has inputs that are not there, or needs itself"));
            }
        }
        List<String> free =
                byName.keySet().stream().filter(name -> !blocked.contains(name)).toList();
        List<NodeDef> order = NodeOrder.of(byName, free, replaced.keySet());
        blocked.forEach(name -> leaveOut(Objects.requireNonNull(byName.get(name)), why.get(name)));
        for (NodeDef def : order) {
            if (def.getInputList().stream().anyMatch(this::isLeftOut)) {
                leaveOut(def, null);
                continue;
            }
            try {
                graph.atomically(() -> add(def, byName));
            } catch (LaminaException e) {
                if (!isLenient && !(e instanceof UnimplementedException)) {
                    throw e;
                }
                leaveOut(def, e);
            }
        }
        List<BackEdge> open = backEdges.stream()
                .filter(edge -> isLeftOut(edge.input().toString()))
                .toList();
        if (!open.isEmpty()) {
            throw new OpenLoops(open);
        }
        backEdges.forEach(this::add);
    }

    /** Adds the end of a loop to its beginning. */
    private void add(BackEdge edge) {
        try {
            graph.addBackEdge(
                    Objects.requireNonNull(nodes.get(edge.user().getName())),
                    edge.index(),
                    output(edge.user(), edge.input()));
        } catch (LaminaException e) {
            throw e.at("node '" + edge.user().getName() + "' (" + edge.user().getOp() + ") of " + file);
        }
    }

    private boolean isLeftOut(String text) {
        NodeInput input = NodeInput.parse(text);
        return left.containsKey(input.node()) && !replaced.containsKey(input.toString());
    }

    private void leaveOut(NodeDef def, @Nullable LaminaException problem) {
        NodeDef.Builder renamed = Colocation.prefixed(def, prefix).toBuilder().setName(prefix + def.getName());
        for (int i = 0; i < def.getInputCount(); i++) {
            NodeInput input = NodeInput.parse(def.getInput(i));
            Output other = replaced.get(input.toString());
            renamed.setInput(
                    i,
                    other == null
                            ? (input.isControl() ? "^" : "")
                                    + prefix
                                    + def.getInput(i).replaceFirst("^\\^", "")
                            : GraphDefs.input(other));
        }
        LeftOutNode node = new LeftOutNode(def, renamed.build(), problem, left, file);
        left.put(def.getName(), node);
        graph.leaveOut(node);
    }

    private void add(NodeDef def, Map<String, NodeDef> byName) {
        List<BackEdge> back = new ArrayList<>();
        List<Output> inputs = new ArrayList<>();
        List<Node> controls = new ArrayList<>();
        for (String text : def.getInputList()) {
            NodeInput input = NodeInput.parse(text);
            if (input.isControl()) {
                controls.add(nodes.get(input.node()));
            } else if (!replaced.containsKey(input.toString()) && BackEdges.isOne(def, input, byName)) {
                back.add(new BackEdge(def, inputs.size() + back.size(), input));
            } else {
                inputs.add(output(def, input));
            }
        }
        NodeDef prefixed = Colocation.prefixed(def, prefix);
        if (!back.isEmpty()) {
            AttrValue count = AttrValue.newBuilder().setI(inputs.size()).build();
            prefixed = prefixed.toBuilder().putAttr("N", count).build();
        }
        nodes.put(
                def.getName(),
                builder.add(prefixed, prefix + def.getName(), thawed.inputs(def.getOp(), inputs), controls));
        backEdges.addAll(back);
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

    /** The tensor of that name in the file. */
    public Output output(String name) {
        NodeInput input = NodeInput.parse(name);
        Output other = replaced.get(input.toString());
        return other == null ? graph.output(prefix + input.node() + ":" + input.index()) : other;
    }
}
