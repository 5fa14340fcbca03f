/** Layers in which each step of a sequence sees others: attention, positions, and the block that transformers are made of. */
@NullMarked
package dev.lamina.layer.attention;

import org.jspecify.annotations.NullMarked;
