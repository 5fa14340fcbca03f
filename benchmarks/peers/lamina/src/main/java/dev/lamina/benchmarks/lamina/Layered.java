package dev.lamina.benchmarks.lamina;

import dev.lamina.Tf;
import dev.lamina.benchmarks.workload.Data;
import dev.lamina.benchmarks.workload.LstmNetwork;
import dev.lamina.benchmarks.workload.TableNetwork;
import dev.lamina.benchmarks.workload.Transformer;
import dev.lamina.graph.Output;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Embedding;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Phase;
import dev.lamina.layer.attention.TransformerBlock;
import dev.lamina.layer.pool.GlobalAveragePooling1D;
import dev.lamina.layer.recurrent.LSTM;
import java.util.ArrayList;
import java.util.List;

/** Layers one behind the other, which do the same in training and in use. */
final class Layered {
    private Layered() {}

    static Forward of(Tf tf, LstmNetwork network) {
        return of(tf, List.of(new LSTM(network.units()), new Dense(Data.CLASSES)));
    }

    static Forward of(Tf tf, Transformer network) {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < network.blocks(); i++) {
            layers.add(
                    new TransformerBlock(network.heads(), network.keyDim(), network.hidden()).named(network.block(i)));
        }
        layers.add(new GlobalAveragePooling1D());
        layers.add(new Dense(Data.CLASSES));
        return of(tf, layers);
    }

    static Forward of(Tf tf, TableNetwork network) {
        return of(
                tf,
                List.of(
                        new Embedding(network.rows(), network.width()),
                        new GlobalAveragePooling1D(),
                        new Dense(Data.CLASSES)));
    }

    private static Forward of(Tf tf, List<Layer> layers) {
        return (x, phase) -> {
            Output result = x;
            for (Layer layer : layers) {
                result = tf.layers.apply(layer, result, Phase.TRAINING);
            }
            return result;
        };
    }
}
