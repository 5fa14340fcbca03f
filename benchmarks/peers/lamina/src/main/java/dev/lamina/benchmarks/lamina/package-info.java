/** The workloads on Lamina, through its public API. */
@NullMarked
package dev.lamina.benchmarks.lamina;

import org.jspecify.annotations.NullMarked;
