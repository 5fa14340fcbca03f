/** Matrix products. */
@NullMarked
package dev.lamina.kernel.product;

import org.jspecify.annotations.NullMarked;
