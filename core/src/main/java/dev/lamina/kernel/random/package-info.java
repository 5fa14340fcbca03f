/** TensorFlow's random numbers. */
@NullMarked
package dev.lamina.kernel.random;

import org.jspecify.annotations.NullMarked;
