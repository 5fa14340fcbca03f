/** Loops of the optimizers. */
@NullMarked
package dev.lamina.kernel.update;

import org.jspecify.annotations.NullMarked;
