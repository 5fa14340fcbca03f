package dev.lamina.benchmarks.libtorch;

import dev.lamina.benchmarks.workload.Data;
import dev.lamina.benchmarks.workload.LstmNetwork;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** An LSTM as libtorch's own function; of its two biases one stays 0. */
final class Lstm implements Forward {
    private final LstmNetwork network;
    private final TensorVector weights = new TensorVector();
    private final TensorVector states = new TensorVector();
    private final Parameters.Dense dense;

    Lstm(Parameters parameters, LstmNetwork network) {
        this.network = network;
        int gates = 4 * network.units();
        weights.push_back(parameters.matrix("lstm/kernel", gates));
        weights.push_back(parameters.matrix("lstm/recurrent_kernel", gates));
        weights.push_back(parameters.vector("lstm/bias").get());
        weights.push_back(parameters.constant(new float[gates], gates));
        for (int i = 0; i < 2; i++) {
            states.push_back(parameters.constant(
                    new float[network.batch() * network.units()], 1, network.batch(), network.units()));
        }
        dense = parameters.dense("dense", Data.CLASSES);
    }

    @Override
    public Tensor logits(Tensor x, boolean trains) {
        Tensor h =
                torch.lstm(x, states, weights, true, 1, 0, trains, false, true).get0();
        return dense.of(h.select(1, network.steps() - 1));
    }
}
