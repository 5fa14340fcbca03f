/** Discrete Fourier transforms. */
@NullMarked
package dev.lamina.op.spectral;

import org.jspecify.annotations.NullMarked;
