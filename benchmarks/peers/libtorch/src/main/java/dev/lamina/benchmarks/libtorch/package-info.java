/** The workloads on libtorch by Bytedeco's presets. */
@NullMarked
package dev.lamina.benchmarks.libtorch;

import org.jspecify.annotations.NullMarked;
