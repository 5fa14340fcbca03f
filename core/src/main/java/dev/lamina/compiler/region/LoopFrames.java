package dev.lamina.compiler.region;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.graph.Fetch;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.op.control.EnterOp;
import dev.lamina.op.control.ExitOp;
import dev.lamina.op.control.NextIterationOp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the loops that nodes are in, as TensorFlow does: what uses something of a loop is in it, until an {@link ExitOp}. */
final class LoopFrames {
    /** Deeper loops within loops than any model has: the compiler goes into each. */
    private static final int DEEPEST = 100;

    private final LoopFrame outermost = new LoopFrame("", null);
    private final Set<Output> given;

    /** Where what a node gives is. */
    private final Map<Node, LoopFrame> around = new HashMap<>();

    private final Map<Node, Node.Work> works;

    private LoopFrames(Map<Node, Node.Work> works, Set<Output> given) {
        this.works = works;
        this.given = given;
    }

    /**
     * The graph around all loops, with those within it.
     *
     * @param works the nodes in an order in which inputs come first, but for those of a next iteration
     * @param given outputs that need not be computed
     * @throws InvalidArgumentException if a node uses what is in different loops
     */
    static LoopFrame of(Map<Node, Node.Work> works, Set<Output> given, List<? extends Fetch> fetches) {
        LoopFrames search = new LoopFrames(works, given);
        works.keySet().forEach(search::place);
        works.keySet().forEach(search::checkNextIterations);
        fetches.forEach(search::noteFetch);
        return search.outermost;
    }

    private List<Output> inputs(Node node) {
        return Objects.requireNonNull(works.get(node)).inputs();
    }

    private LoopFrame around(Node node) {
        return Objects.requireNonNull(around.get(node), node.name());
    }

    private void place(Node node) {
        LoopFrame frame = frame(node);
        frame.members.add(node);
        LoopFrame outside = frame;
        if (node.op() instanceof EnterOp enter) {
            outside = frame.loop(enter.frameName());
            if (outside.depth > DEEPEST) {
                throw new ResourceExhaustedException(
                        node.describe() + " enters a loop within more than " + DEEPEST + " loops");
            }
            outside.enters.add(node);
        } else if (node.op() instanceof ExitOp || node.op() instanceof NextIterationOp) {
            LoopFrame parent = frame.parent;
            if (parent == null) {
                throw new InvalidArgumentException(
                        node.describe() + " is not within a loop: nothing that it is made of comes from an Enter");
            }
            outside = node.op() instanceof ExitOp ? parent : frame;
        }
        around.put(node, outside);
    }

    /** The loop in which all is that a node uses. */
    private LoopFrame frame(Node node) {
        LoopFrame found = null;
        String first = "";
        for (Output input : inputs(node)) {
            if (given.contains(input) || !input.node().op().isOfNextIteration()) {
                LoopFrame frame = given.contains(input) ? outermost : around(input.node());
                found = same(node, found, first, frame, input.node().name());
                first = first.isEmpty() ? input.node().name() : first;
            }
        }
        for (Node control : node.controlInputs()) {
            if (around.containsKey(control)) { // a placeholder that is fed need not run
                found = same(node, found, first, around(control), control.name());
                first = first.isEmpty() ? control.name() : first;
            }
        }
        return found == null ? outermost : found;
    }

    private static LoopFrame same(Node node, @Nullable LoopFrame one, String first, LoopFrame other, String second) {
        if (one != null && one != other) {
            throw new InvalidArgumentException(
                    "The node '" + node.name() + "' has inputs from different frames. The input '" + first
                            + "' is in frame '" + one.name + "'. The input '" + second + "' is in frame '"
                            + other.name + "'.",
                    "pass what a loop uses into it with an Enter, and what it gives out of it with an Exit");
        }
        return other;
    }

    private void checkNextIterations(Node node) {
        for (Output input : inputs(node)) {
            if (!given.contains(input) && input.node().op().isOfNextIteration()) {
                LoopFrame frame =
                        node.op() instanceof ExitOp || node.op() instanceof EnterOp ? frame(node) : around(node);
                same(
                        node,
                        frame,
                        node.name(),
                        around(input.node()),
                        input.node().name());
            }
        }
    }

    private void noteFetch(Fetch fetch) {
        if (fetch instanceof Operand operand) {
            Output output = operand.asOutput();
            if (!given.contains(output) && around(output.node()) != outermost) {
                around(output.node()).fetch(output);
            }
        }
    }
}
