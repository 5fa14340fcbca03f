/** Layers that pool, named and shaped as Keras names and shapes them: channels are the last axis. */
@NullMarked
package dev.lamina.layer.pool;

import org.jspecify.annotations.NullMarked;
