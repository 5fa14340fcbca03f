/** Losses, with weights for examples and classes, as TensorFlow 1's {@code tf.losses} has them. */
@NullMarked
package dev.lamina.loss;

import org.jspecify.annotations.NullMarked;
