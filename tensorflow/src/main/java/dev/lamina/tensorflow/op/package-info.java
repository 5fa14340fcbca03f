/** Operations whose results are TensorFlow's messages: summaries, which TensorBoard shows, and tensors as bytes. */
@NullMarked
package dev.lamina.tensorflow.op;

import org.jspecify.annotations.NullMarked;
