/** Starts measurements, each in a process of its own, and writes down what came out. */
@NullMarked
package dev.lamina.benchmarks.runner;

import org.jspecify.annotations.NullMarked;
