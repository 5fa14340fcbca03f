/** Values that are no arrays: lists of tensors, and arrays of tensors within a run. */
@NullMarked
package dev.lamina.op.data;

import org.jspecify.annotations.NullMarked;
