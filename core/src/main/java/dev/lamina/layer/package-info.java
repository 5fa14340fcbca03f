/** Layers: parts of networks with variables of their own, named as TensorFlow 1's {@code tf.layers} names them. */
@NullMarked
package dev.lamina.layer;

import org.jspecify.annotations.NullMarked;
