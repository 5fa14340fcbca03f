/** Metrics in plain Java, streaming over batches: how good predictions are, whatever computed them. */
@NullMarked
package dev.lamina.metric;

import org.jspecify.annotations.NullMarked;
