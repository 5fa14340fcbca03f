/** Numbers in a few bits, and what they cost. */
@NullMarked
package dev.lamina.op.quant;

import org.jspecify.annotations.NullMarked;
