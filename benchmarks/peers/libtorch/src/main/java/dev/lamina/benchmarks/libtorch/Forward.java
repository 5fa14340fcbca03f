package dev.lamina.benchmarks.libtorch;

import org.bytedeco.pytorch.Tensor;

/** A network over parameters. */
@FunctionalInterface
interface Forward {
    /** Computes the logits, as they are in training or in use. */
    Tensor logits(Tensor x, boolean trains);
}
