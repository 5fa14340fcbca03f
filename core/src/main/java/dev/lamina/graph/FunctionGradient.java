package dev.lamina.graph;

/**
 * What a library of functions says of a gradient.
 *
 * @param of the name of a function; or if {@code isRegistered}, under which the gradient is registered for attributes
 *     {@code _gradient_op_type}
 * @param gradient the name of the function that is the gradient: it takes what the function takes and then the gradients by
 *     its results, and gives those by what it takes
 * @param isRegistered whether the gradient is one by such an attribute
 */
public record FunctionGradient(String of, String gradient, boolean isRegistered) {}
