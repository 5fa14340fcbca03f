/** Functions of one operand, element by element. */
@NullMarked
package dev.lamina.op.math;

import org.jspecify.annotations.NullMarked;
