/** Tensors of which only some elements are told, each by its coordinates; sums of rows that indices name. */
@NullMarked
package dev.lamina.op.sparse;

import org.jspecify.annotations.NullMarked;
