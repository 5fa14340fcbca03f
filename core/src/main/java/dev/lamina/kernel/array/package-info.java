/** How arrays of several axes lie. */
@NullMarked
package dev.lamina.kernel.array;

import org.jspecify.annotations.NullMarked;
