/** Checkpoints' entries, slices and shards, of both versions. */
@NullMarked
package dev.lamina.tensorflow.checkpoint;

import org.jspecify.annotations.NullMarked;
