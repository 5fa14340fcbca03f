/** An operation that Lamina has not: its definition, a training with it, and a second program that reads the trained graph back. */
@NullMarked
package dev.lamina.examples.swish;

import org.jspecify.annotations.NullMarked;
