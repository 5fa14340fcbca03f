/** Operations that normalise: over batches, and over neighbouring channels. */
@NullMarked
package dev.lamina.op.norm;

import org.jspecify.annotations.NullMarked;
