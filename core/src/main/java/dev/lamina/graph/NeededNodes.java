package dev.lamina.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The nodes that fetches need, in the order of building, but where a node got an input that was added later, that first. */
public final class NeededNodes {
    private final Set<Output> given;

    /** Each is looked at once: what another thread has a node do meanwhile, it does for others. */
    private final Map<Node, Node.Work> works = new HashMap<>();

    private NeededNodes(Set<Output> given) {
        this.given = given;
    }

    /**
     * The nodes.
     *
     * @param given outputs that need not be computed
     */
    public static List<Node> of(List<? extends Fetch> fetches, Set<Output> given) {
        return List.copyOf(works(fetches, given).keySet());
    }

    /**
     * The same nodes, in the same order, each with what it computed when it was found.
     *
     * @param given outputs that need not be computed
     */
    public static Map<Node, Node.Work> works(List<? extends Fetch> fetches, Set<Output> given) {
        NeededNodes search = new NeededNodes(given);
        Map<Node, Node.Work> ordered = new LinkedHashMap<>();
        search.ordered(search.needed(fetches).values()).forEach(node -> ordered.put(node, search.work(node)));
        return ordered;
    }

    private Node.Work work(Node node) {
        return works.computeIfAbsent(node, Node::work);
    }

    private Map<Integer, Node> needed(List<? extends Fetch> fetches) {
        Map<Integer, Node> needed = new TreeMap<>();
        Deque<Node> open = new ArrayDeque<>();
        for (Fetch fetch : fetches) {
            if (fetch instanceof Node node) {
                open.push(node);
            } else if (fetch instanceof Operand operand && !given.contains(operand.asOutput())) {
                open.push(operand.asOutput().node());
            }
        }
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (needed.put(node.id(), node) == null) {
                predecessors(node, true).forEach(open::push);
            }
        }
        return needed;
    }

    private Set<Node> ordered(Iterable<Node> byNumber) {
        Set<Node> order = new LinkedHashSet<>();
        Deque<Node> open = new ArrayDeque<>();
        for (Node node : byNumber) {
            open.push(node);
            while (!open.isEmpty()) {
                List<Node> missing = predecessors(open.element(), false).stream()
                        .filter(each -> !order.contains(each))
                        .toList();
                if (missing.isEmpty()) {
                    order.add(open.pop());
                } else {
                    missing.forEach(open::push);
                }
            }
        }
        return order;
    }

    /** What a node needs; of a loop, also what it is made of in the iteration before, which comes later in the order. */
    private List<Node> predecessors(Node node, boolean withIterationBefore) {
        List<Node> predecessors = new ArrayList<>();
        for (Node control : node.controlInputs()) {
            if (!isGivenPlaceholder(control)) {
                predecessors.add(control);
            }
        }
        for (Output input : work(node).inputs()) {
            if (!given.contains(input)
                    && (withIterationBefore || !input.node().op().isOfNextIteration())) {
                predecessors.add(input.node());
            }
        }
        return predecessors;
    }

    /** A placeholder whose value is given need not run; any other node does, for what depends on its having run. */
    private boolean isGivenPlaceholder(Node node) {
        return node.op().name().equals("Placeholder") && given.contains(node.output(0));
    }
}
