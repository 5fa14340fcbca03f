/** TensorFlow itself, for tests: it runs the graphs that Lamina writes. */
@NullMarked
package dev.lamina.interop;

import org.jspecify.annotations.NullMarked;
