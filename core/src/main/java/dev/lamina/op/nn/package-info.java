/** Activations, biases, and losses of networks. */
@NullMarked
package dev.lamina.op.nn;

import org.jspecify.annotations.NullMarked;
