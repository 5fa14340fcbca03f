/** Nodes, functions and collections, between Lamina's graph and TensorFlow's definitions. */
@NullMarked
package dev.lamina.tensorflow.graph;

import org.jspecify.annotations.NullMarked;
