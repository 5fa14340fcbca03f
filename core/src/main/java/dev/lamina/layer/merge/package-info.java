/** Layers that make one tensor of several, named and shaped as in Keras. */
@NullMarked
package dev.lamina.layer.merge;

import org.jspecify.annotations.NullMarked;
