/** Operations on the bits of integers. */
@NullMarked
package dev.lamina.op.bits;

import org.jspecify.annotations.NullMarked;
