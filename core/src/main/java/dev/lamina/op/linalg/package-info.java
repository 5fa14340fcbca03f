/** Matrices. */
@NullMarked
package dev.lamina.op.linalg;

import org.jspecify.annotations.NullMarked;
