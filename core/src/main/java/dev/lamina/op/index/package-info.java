/** Elements by their positions. */
@NullMarked
package dev.lamina.op.index;

import org.jspecify.annotations.NullMarked;
