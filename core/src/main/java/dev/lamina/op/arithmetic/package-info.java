/** Arithmetic on two or more operands, element by element, and between types. */
@NullMarked
package dev.lamina.op.arithmetic;

import org.jspecify.annotations.NullMarked;
