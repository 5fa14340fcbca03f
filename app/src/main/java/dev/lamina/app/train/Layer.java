package dev.lamina.app.train;

import dev.lamina.tensor.Shape;

/**
 * A layer of a network, as its table shows it.
 *
 * @param name what it is
 * @param outputs the shape of what it gives for an example
 * @param parameters the numbers it learns
 */
record Layer(String name, Shape outputs, long parameters) {}
