/** Pooling: what is done to the windows that slide over images. */
@NullMarked
package dev.lamina.kernel.pool;

import org.jspecify.annotations.NullMarked;
