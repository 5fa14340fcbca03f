package dev.lamina.tensorflow.graph;

import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.tensorflow.proto.FunctionDef;
import dev.lamina.tensorflow.proto.NodeDef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How many nodes a graph has once its function calls are inlined, told before any of them is made. */
public final class FunctionGrowth {
    private final Map<String, FunctionDef> functions;
    private final int deepest;
    private final Map<String, Long> known = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    /**
     * Begins to count.
     *
     * @param functions by name
     * @param deepest how deep calls may be nested
     */
    public FunctionGrowth(Map<String, FunctionDef> functions, int deepest) {
        this.functions = functions;
        this.deepest = deepest;
    }

    /**
     * The nodes that one becomes, at most {@code Long.MAX_VALUE}: itself, or for a call its results and the body. A call of
     * what is not there, or is open, counts as one: inlining refuses it.
     *
     * @throws ResourceExhaustedException if calls are nested too deep
     */
    public long of(NodeDef node) {
        String name = FunctionCalls.called(node, functions);
        FunctionDef function = name == null ? null : functions.get(name);
        if (name == null || function == null || open.contains(name)) {
            return 1;
        }
        Long before = known.get(name);
        if (before != null) {
            return before;
        }
        if (open.size() >= deepest) {
            throw new ResourceExhaustedException("function calls are nested more than " + deepest + " deep");
        }
        open.add(name);
        long nodes = 1;
        try {
            for (NodeDef inner : function.getNodeDefList()) {
                long more = of(inner);
                nodes = nodes > Long.MAX_VALUE - more ? Long.MAX_VALUE : nodes + more;
            }
        } finally {
            open.remove(name);
        }
        known.put(name, nodes);
        return nodes;
    }
}
