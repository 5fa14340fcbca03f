package dev.lamina.tensorflow.graph;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensorflow.proto.NodeDef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Nodes of a file in an order in which inputs come before what uses them: the file's own where it is one. A loop comes back to its
 * beginning by inputs that come after.
 */
public final class NodeOrder {
    private enum State {
        OPEN,
        DONE
    }

    private record Visit(NodeDef node, Iterator<String> inputs) {}

    private final Map<String, NodeDef> nodes;
    private final Set<String> elsewhere;
    private final Map<String, State> states = new HashMap<>();
    private final Deque<Visit> path = new ArrayDeque<>();
    private final List<NodeDef> order = new ArrayList<>();

    /** What comes after what uses it. */
    private final Deque<NodeDef> later = new ArrayDeque<>();

    private NodeOrder(Map<String, NodeDef> nodes, Set<String> elsewhere) {
        this.nodes = nodes;
        this.elsewhere = elsewhere;
    }

    /**
     * The nodes by name.
     *
     * @throws InvalidArgumentException if two have the same
     */
    public static Map<String, NodeDef> byName(List<NodeDef> nodes) {
        Map<String, NodeDef> byName = new LinkedHashMap<>();
        for (NodeDef node : nodes) {
            if (byName.put(node.getName(), node) != null) {
                throw new InvalidArgumentException("the graph has two nodes named '" + node.getName() + "'");
            }
        }
        return byName;
    }

    /**
     * The nodes that these need, and themselves.
     *
     * @param elsewhere inputs, as the nodes write them, that come from elsewhere
     * @throws InvalidArgumentException if an input is not there, or nodes need each other in a circle
     */
    public static List<NodeDef> of(Map<String, NodeDef> nodes, Collection<String> roots, Set<String> elsewhere) {
        NodeOrder walk = new NodeOrder(nodes, elsewhere);
        for (String root : roots) {
            NodeDef node = nodes.get(root);
            if (node == null) {
                throw new InvalidArgumentException("the graph has no node '" + root + "'");
            }
            walk.open(node);
            walk.run();
        }
        while (!walk.later.isEmpty()) {
            walk.open(walk.later.remove());
            walk.run();
        }
        return walk.order;
    }

    private void open(NodeDef node) {
        State state = states.get(node.getName());
        if (state == State.OPEN) {
            throw new InvalidArgumentException("the nodes " + circle(node) + " need each other in a circle");
        }
        if (state == null) {
            states.put(node.getName(), State.OPEN);
            path.push(new Visit(node, node.getInputList().iterator()));
        }
    }

    private void run() {
        while (!path.isEmpty()) {
            Visit visit = path.element();
            if (!visit.inputs().hasNext()) {
                path.pop();
                states.put(visit.node().getName(), State.DONE);
                order.add(visit.node());
                continue;
            }
            String text = visit.inputs().next();
            NodeInput input = NodeInput.parse(text);
            if (elsewhere.contains(input.toString())) {
                continue;
            }
            NodeDef producer = nodes.get(input.node());
            if (producer == null) {
                throw new InvalidArgumentException("node '" + visit.node().getName() + "' ("
                        + visit.node().getOp() + "): its input '" + text + "' is not in the graph");
            }
            if (BackEdges.isOne(visit.node(), input, nodes)) {
                later.add(producer);
            } else {
                open(producer);
            }
        }
    }

    private List<String> circle(NodeDef from) {
        List<String> names = new ArrayList<>();
        for (Visit visit : path) {
            names.addFirst(visit.node().getName());
            if (visit.node().getName().equals(from.getName())) {
                break;
            }
        }
        return names;
    }
}
