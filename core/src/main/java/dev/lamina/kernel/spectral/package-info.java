/** Discrete Fourier transforms of lines of doubles. */
@NullMarked
package dev.lamina.kernel.spectral;

import org.jspecify.annotations.NullMarked;
