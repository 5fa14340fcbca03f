/** Functions of elements, with the same bits with SIMD and without. */
@NullMarked
package dev.lamina.kernel.elementary;

import org.jspecify.annotations.NullMarked;
