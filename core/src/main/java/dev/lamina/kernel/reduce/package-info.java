/** Sums in a fixed order, and what is made with them. */
@NullMarked
package dev.lamina.kernel.reduce;

import org.jspecify.annotations.NullMarked;
