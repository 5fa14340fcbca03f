package dev.lamina.benchmarks.djl;

import ai.djl.ndarray.NDArray;

/** A network over parameters. */
@FunctionalInterface
interface Forward {
    /** Computes the logits, as they are in training or in use. */
    NDArray logits(NDArray x, boolean trains);
}
