/** TensorFlow 1's control flow: values that go one way or the other, and loops in the graph itself. */
@NullMarked
package dev.lamina.op.control;

import org.jspecify.annotations.NullMarked;
