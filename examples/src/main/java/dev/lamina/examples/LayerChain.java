package dev.lamina.examples;

import dev.lamina.Tf;
import dev.lamina.graph.Output;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Phase;
import java.util.ArrayList;
import java.util.List;

/** Layers one upon the other with their variables: each time the chain is applied it uses the same. */
final class LayerChain {
    private final List<BuiltLayer> layers = new ArrayList<>();

    /**
     * Makes the variables.
     *
     * @param name of the scope that they are in, so that an optimizer can be given those of one chain
     * @param input what the chain is going to be applied to: only type and shape matter
     */
    LayerChain(Tf tf, String name, Output input, Layer... chain) {
        var own = tf.scope().nested(name);
        var x = input;
        for (var layer : chain) {
            var below = own.nested(layer.name());
            var built = layer.build(below, x);
            layers.add(built);
            x = built.apply(below, x, Phase.INFERENCE); // for its shape; what nobody fetches is never computed
        }
    }

    /** What the layers make of a tensor. */
    Output apply(Tf tf, Output input, Phase phase) {
        var x = input;
        for (var layer : layers) {
            x = layer.apply(tf.scope(), x, phase);
        }
        return x;
    }
}
