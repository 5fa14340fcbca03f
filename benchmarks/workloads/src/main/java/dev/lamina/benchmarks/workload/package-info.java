/** What Lamina and its peers all compute, and how it is timed: data, weights, networks, the protocol of a measurement. */
@NullMarked
package dev.lamina.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
