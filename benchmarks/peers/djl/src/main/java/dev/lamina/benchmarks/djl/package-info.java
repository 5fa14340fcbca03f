/** The workloads on PyTorch by the Deep Java Library. */
@NullMarked
package dev.lamina.benchmarks.djl;

import org.jspecify.annotations.NullMarked;
