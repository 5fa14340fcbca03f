/** Convolutions: products with patches of an image that are gathered as the product wants them, and never lie anywhere as a whole. */
@NullMarked
package dev.lamina.kernel.convolution;

import org.jspecify.annotations.NullMarked;
