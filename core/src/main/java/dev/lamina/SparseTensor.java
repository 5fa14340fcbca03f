package dev.lamina;

import dev.lamina.graph.Operand;

/**
 * A tensor of which only some elements are told, in the order of their coordinates; the others are zeros. Made by {@link Tf#sparse}, or of
 * any three tensors.
 *
 * @param indices the coordinates: an int64 matrix with a row for each element
 * @param values a vector of the elements
 * @param denseShape the shape of the whole: an int64 vector
 */
public record SparseTensor(Operand indices, Operand values, Operand denseShape) {}
