package dev.lamina.graph;

import java.util.Map;

/**
 * A function as an attribute of type {@code func} names it.
 *
 * @param name the function's name in {@link Graph#functions()}
 * @param attributes what the function's own attributes are for this use, as the reader of the file made them; empty unless the
 *     function leaves types open
 */
public record FunctionReference(String name, Map<String, Object> attributes) {
    /** Copies the map. */
    public FunctionReference {
        attributes = Map.copyOf(attributes);
    }

    /** A function that leaves nothing open. */
    public static FunctionReference of(String name) {
        return new FunctionReference(name, Map.of());
    }
}
