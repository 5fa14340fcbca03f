/** Operations that pool: the greatest or the mean of windows that slide over images and volumes, and their gradients. */
@NullMarked
package dev.lamina.op.pool;

import org.jspecify.annotations.NullMarked;
