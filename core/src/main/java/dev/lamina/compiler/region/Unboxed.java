package dev.lamina.compiler.region;

import dev.lamina.tensor.Shape;

/**
 * The tensor in a variant that a {@link Boxed} operation gave.
 *
 * @param name the operation's name
 * @param known what the graph knows of the shape
 */
public record Unboxed(String name, Shape known) implements OutOfBox {}
