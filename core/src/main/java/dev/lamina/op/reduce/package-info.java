/** What makes fewer elements of many along axes: sums, extremes, running sums, ranks. */
@NullMarked
package dev.lamina.op.reduce;

import org.jspecify.annotations.NullMarked;
