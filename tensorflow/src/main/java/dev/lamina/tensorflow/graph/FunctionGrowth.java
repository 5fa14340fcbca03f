package dev.lamina.tensorflow.graph;

import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.tensorflow.proto.FunctionDef;
import dev.lamina.tensorflow.proto.NodeDef;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How large a graph is once its function calls are inlined, told before any of it is made. */
public final class FunctionGrowth {
    private static final Size NOTHING = new Size(0, 0, 0);

    private final Map<String, FunctionDef> functions;
    private final int deepest;
    private final Map<String, Size> known = new LinkedHashMap<>();
    private final Set<String> open = new HashSet<>();
    private final Set<String> circular = new HashSet<>();

    /**
     * What something becomes.
     *
     * @param nodes the number of nodes
     * @param names the number of names: of nodes and of inputs
     * @param characters what these have together
     */
    record Size(long nodes, long names, long characters) {
        private Size plus(Size other) {
            return new Size(sum(nodes, other.nodes), sum(names, other.names), sum(characters, other.characters));
        }

        /** With that many characters more before each name. */
        private Size below(long prefix) {
            boolean fits = names == 0 || prefix <= Long.MAX_VALUE / names;
            return new Size(nodes, names, fits ? sum(characters, names * prefix) : Long.MAX_VALUE);
        }
    }

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

    /** The sum of two counts, at most {@code Long.MAX_VALUE}. */
    static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    /**
     * The nodes that one becomes, at most {@code Long.MAX_VALUE}: itself, or for a call its results and the body. A call of
     * what is not there, or is open, counts as one: inlining refuses it. To a branch or a loop the bodies of its functions count too.
     *
     * @throws ResourceExhaustedException if calls are nested too deep
     */
    public long of(NodeDef node) {
        return size(node).nodes;
    }

    /** What a node becomes. */
    Size size(NodeDef node) {
        Size size = own(node);
        if (functions.containsKey(node.getOp())) {
            size = size.plus(body(node, node.getOp()));
        }
        for (String name : FunctionLacks.named(node).toList()) {
            size = size.plus(body(node, name));
        }
        return size;
    }

    /** Says whether a function that was counted calls itself, or one that does. */
    boolean isCircular(String name) {
        return circular.contains(name);
    }

    /** The functions that were counted, each after those that it uses. */
    List<String> counted() {
        return List.copyOf(known.keySet());
    }

    private static Size own(NodeDef node) {
        long characters = node.getName().length();
        for (String input : node.getInputList()) {
            characters += input.length();
        }
        return new Size(1, 1 + node.getInputCount(), characters);
    }

    private Size body(NodeDef node, String name) {
        FunctionDef function = functions.get(name);
        if (function == null) {
            return NOTHING;
        }
        if (open.contains(name)) {
            circular.addAll(open);
            return NOTHING;
        }
        Size before = known.get(name);
        if (before == null) {
            before = count(name, function);
        }
        if (circular.contains(name)) {
            circular.addAll(open);
        }
        return before.below(node.getName().length() + 1L);
    }

    private Size count(String name, FunctionDef function) {
        if (open.size() >= deepest) {
            throw new ResourceExhaustedException("function calls are nested more than " + deepest + " deep");
        }
        open.add(name);
        Size size = NOTHING;
        try {
            for (NodeDef inner : function.getNodeDefList()) {
                size = size.plus(size(inner));
            }
        } finally {
            open.remove(name);
        }
        known.put(name, size);
        return size;
    }
}
