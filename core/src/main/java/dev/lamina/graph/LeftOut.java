package dev.lamina.graph;

import dev.lamina.error.LaminaException;

/**
 * A node of a file that a graph cannot have, for want of an operation or a type: its own, or one of what it needs. The rest
 * of the graph runs; whoever asks for this node is told why it is not there.
 */
public interface LeftOut {
    /** Its name in the graph. */
    String name();

    /**
     * Why it was left out.
     *
     * @param fetch what was asked for: the name of the node, or of a tensor of it
     */
    LaminaException error(String fetch);
}
