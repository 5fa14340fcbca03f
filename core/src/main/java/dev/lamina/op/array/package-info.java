/** The shape of tensors: made, joined, cut, padded, turned. */
@NullMarked
package dev.lamina.op.array;

import org.jspecify.annotations.NullMarked;
