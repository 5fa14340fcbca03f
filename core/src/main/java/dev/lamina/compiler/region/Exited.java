package dev.lamina.compiler.region;

import dev.lamina.tensor.Shape;

/**
 * What has come out of a loop, of the variant in which that gave it: when the loop has run it is known, too, whether it is dead.
 *
 * @param name the operation's name
 * @param known what the graph knows of the shape
 */
public record Exited(String name, Shape known) implements OutOfBox {
    /** Stands in the variant for what has not come out. */
    public enum Nothing {
        NOTHING
    }
}
