/** Layers that convolve, named and shaped as Keras names and shapes them. */
@NullMarked
package dev.lamina.layer.conv;

import org.jspecify.annotations.NullMarked;
