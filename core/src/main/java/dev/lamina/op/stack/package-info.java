/** Stacks of tensors, which one run keeps. */
@NullMarked
package dev.lamina.op.stack;

import org.jspecify.annotations.NullMarked;
