package dev.lamina.graph;

import dev.lamina.error.LaminaException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node whose gradient is asked for, and where to build it. */
public interface GradientContext {
    /** Where the gradient's operations go. */
    Scope scope();

    /** What tells this call for gradients from all others of the graph: the name scope of all that it adds. */
    String pass();

    /** The node. */
    Node node();

    /** An input of the node. */
    default Output input(int index) {
        return node().input(index);
    }

    /** An output of the node. */
    default Output output(int index) {
        return node().output(index);
    }

    /**
     * The gradient by an output; zeros where nothing depends on it.
     */
    Output upstream(int output);

    /** Says whether anything depends on that output, so that {@link #upstream} is not just zeros. */
    boolean hasUpstream(int output);

    /**
     * The gradients of other outputs, of the body of a function for one, as the pass that asks for this node's makes them.
     *
     * @param scope where the operations go: of a graph that takes outputs of that of {@code ys} ({@link Captures}), or of theirs
     * @param gradYs the gradient that each y begins with
     * @return for each x the gradient, or {@code null} if no y depends on it differentiably
     */
    List<@Nullable Output> gradients(Scope scope, List<Output> ys, List<Output> xs, List<Output> gradYs);

    /** Says that no gradient flows through any input, as of operations whose result is piecewise constant. */
    default List<@Nullable Output> none() {
        return Collections.nCopies(node().inputs().size(), null);
    }

    /** The error for an operation that has no gradient, with the path from the loss to it. */
    LaminaException notDifferentiable();
}
