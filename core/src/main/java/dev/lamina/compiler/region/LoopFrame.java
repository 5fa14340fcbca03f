package dev.lamina.compiler.region;

import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.op.control.ExitOp;
import dev.lamina.op.control.NextIterationOp;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A loop in the graph itself, or the graph around all loops: what is within, but not within a loop in it. */
final class LoopFrame {
    /** The name that those who enter it have; empty for the graph around all loops. */
    final String name;

    /** What it is in; {@code null} for the graph around all loops. */
    final @Nullable LoopFrame parent;

    /** How many loops it is in, itself among them. */
    final int depth;

    /** What enters it: members of the parent. */
    final List<Node> enters = new ArrayList<>();

    final List<Node> members = new ArrayList<>();
    final List<LoopFrame> loops = new ArrayList<>();

    LoopFrame(String name, @Nullable LoopFrame parent) {
        this.name = name;
        this.parent = parent;
        depth = parent == null ? 0 : parent.depth + 1;
    }

    /** What is fetched of it, or of a loop within it. */
    private final Set<Output> fetched = new LinkedHashSet<>();

    /** Notes what is fetched of it: all around it pass it on. */
    void fetch(Output output) {
        for (LoopFrame loop = this; loop != null; loop = loop.parent) {
            loop.fetched.add(output);
        }
    }

    /** What is fetched of it, or of a loop within it. */
    List<Output> fetched() {
        return List.copyOf(fetched);
    }

    /** What comes out of it. */
    List<Node> exits() {
        return members.stream().filter(node -> node.op() instanceof ExitOp).toList();
    }

    /** What goes from an iteration to the next. */
    List<Node> nextIterations() {
        return members.stream()
                .filter(node -> node.op() instanceof NextIterationOp)
                .toList();
    }

    /** The loop of that name within it. */
    LoopFrame loop(String loopName) {
        for (LoopFrame loop : loops) {
            if (loop.name.equals(loopName)) {
                return loop;
            }
        }
        LoopFrame made = new LoopFrame(loopName, this);
        loops.add(made);
        return made;
    }
}
