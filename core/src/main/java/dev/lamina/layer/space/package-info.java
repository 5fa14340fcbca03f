/** Layers that pad, crop, enlarge and drop what lies in space, named and shaped as Keras names and shapes them: channels are the last axis. */
@NullMarked
package dev.lamina.layer.space;

import org.jspecify.annotations.NullMarked;
