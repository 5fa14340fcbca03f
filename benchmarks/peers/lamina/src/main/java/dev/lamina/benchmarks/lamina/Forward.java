package dev.lamina.benchmarks.lamina;

import dev.lamina.graph.Output;
import dev.lamina.layer.Phase;

/** A network with its variables, whose logits can be added for training and for use. */
@FunctionalInterface
interface Forward {
    Output logits(Output x, Phase phase);
}
