package dev.lamina.tensorflow.graph;

import dev.lamina.error.LaminaException;
import dev.lamina.error.NotFoundException;
import dev.lamina.graph.LeftOut;
import dev.lamina.tensorflow.proto.NodeDef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A node of a file that could not be added to a graph. It is written again with the graph.
 *
 * @param def the node as the file has it
 * @param renamed the node with the names that it and its inputs have in the graph
 * @param problem what is wrong with the node itself; {@code null} if what it lacks tells, or what it needs does
 * @param others all that were left out of this file, by their names there
 * @param file how errors name the file
 */
public record LeftOutNode(
        NodeDef def, NodeDef renamed, @Nullable LaminaException problem, Map<String, LeftOutNode> others, String file)
        implements LeftOut {
    private static final Set<String> GROUPS = Set.of("NoOp", "Identity", "IdentityN");

    @Override
    public String name() {
        return renamed.getName();
    }

    /** Each node of a file is one, and {@link #others} has it in turn. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** Name and operation. */
    @Override
    public String toString() {
        return "'" + name() + "' (" + def.getOp() + ")";
    }

    @Override
    public LaminaException error(String fetch) {
        List<LeftOutNode> needed = needed();
        MissingOps missing = missing(needed);
        if (missing.isEmpty()) {
            return needed.stream()
                    .map(LeftOutNode::problem)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseThrow()
                    .at("'" + fetch + "' of " + file);
        }
        return new NotFoundException("'" + fetch + "' of " + file + " cannot run: " + missing);
    }

    /** What Lamina lacks for this node and for all that it needs. */
    public MissingOps missing() {
        return missing(needed());
    }

    private static MissingOps missing(List<LeftOutNode> needed) {
        return MissingOps.of(needed.stream()
                .filter(node -> node.problem == null)
                .map(LeftOutNode::def)
                .toList());
    }

    /** This node, and what it needs of what was left out. */
    private List<LeftOutNode> needed() {
        Set<String> names = new LinkedHashSet<>(Set.of(def.getName()));
        Deque<LeftOutNode> open = new ArrayDeque<>(List.of(this));
        List<LeftOutNode> needed = new ArrayList<>();
        while (!open.isEmpty()) {
            LeftOutNode next = open.pop();
            needed.add(next);
            for (String input : next.def.getInputList()) {
                String producer = NodeInput.parse(input).node();
                LeftOutNode other = others.get(producer);
                if (other != null && names.add(producer)) {
                    open.push(other);
                }
            }
        }
        return needed;
    }

    /** Says whether the node itself is fine and only brings others together, so that these can do without it. */
    public boolean isGroup() {
        return problem == null && GROUPS.contains(def.getOp()) && MissingOps.of(def) == null;
    }
}
