/** NumPy's arrays. */
@NullMarked
package dev.lamina.tensorflow.numpy;

import org.jspecify.annotations.NullMarked;
