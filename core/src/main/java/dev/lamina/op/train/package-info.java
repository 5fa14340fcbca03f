/** The updates of optimizers. */
@NullMarked
package dev.lamina.op.train;

import org.jspecify.annotations.NullMarked;
