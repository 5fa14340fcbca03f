/** Decompositions of matrices of doubles, row by row in one array; plain loops of one thread, so the bits are the same anywhere. */
@NullMarked
package dev.lamina.kernel.matrix;

import org.jspecify.annotations.NullMarked;
