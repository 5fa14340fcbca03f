/** Elements and slices put, or combined, into variables and tensors where indices say. */
@NullMarked
package dev.lamina.op.scatter;

import org.jspecify.annotations.NullMarked;
