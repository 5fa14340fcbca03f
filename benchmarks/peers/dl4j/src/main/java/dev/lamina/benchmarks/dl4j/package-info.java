/** The workloads on Deeplearning4j. */
@NullMarked
package dev.lamina.benchmarks.dl4j;

import org.jspecify.annotations.NullMarked;
