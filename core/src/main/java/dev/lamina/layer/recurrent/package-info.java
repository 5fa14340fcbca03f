/** Recurrent layers: cells, what carries their states through a sequence, and what surrounds them, named and shaped as in Keras. */
@NullMarked
package dev.lamina.layer.recurrent;

import org.jspecify.annotations.NullMarked;
