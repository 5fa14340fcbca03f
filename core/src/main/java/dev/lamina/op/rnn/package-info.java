/** Recurrence: cells of long short-term memories and gated recurrent units, and whole sequences of them. */
@NullMarked
package dev.lamina.op.rnn;

import org.jspecify.annotations.NullMarked;
