package dev.lamina.tensorflow.graph;

import dev.lamina.tensorflow.proto.NodeDef;
import java.util.Map;
import java.util.Set;

/** The inputs by which a loop comes back to its beginning: they alone may come after what uses them. */
final class BackEdges {
    private static final Set<String> MERGES = Set.of("Merge", "RefMerge");
    private static final Set<String> NEXT_ITERATIONS = Set.of("NextIteration", "RefNextIteration");

    private BackEdges() {}

    /** Says whether an input of a node is one of them. */
    static boolean isOne(NodeDef user, NodeInput input, Map<String, NodeDef> nodes) {
        NodeDef producer = MERGES.contains(user.getOp()) && !input.isControl() ? nodes.get(input.node()) : null;
        return producer != null && NEXT_ITERATIONS.contains(producer.getOp());
    }
}
