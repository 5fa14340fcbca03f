/** The workloads on TensorFlow Java: a graph and a session. */
@NullMarked
package dev.lamina.benchmarks.tensorflow;

import org.jspecify.annotations.NullMarked;
