/** Values that are no arrays: lists of tensors, arrays of tensors within a run, stacks. */
@NullMarked
package dev.lamina.op.data;

import org.jspecify.annotations.NullMarked;
