package dev.lamina.benchmarks.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import dev.lamina.benchmarks.workload.Data;
import dev.lamina.benchmarks.workload.LstmNetwork;

/** An LSTM as PyTorch's own function; of its two biases one stays 0. */
final class Lstm implements Forward {
    private final LstmNetwork network;
    private final NDList weights;
    private final NDList states;
    private final Parameters.Dense dense;

    Lstm(Parameters parameters, LstmNetwork network) {
        this.network = network;
        int gates = 4 * network.units();
        weights = new NDList(
                parameters.matrix("lstm/kernel", gates),
                parameters.matrix("lstm/recurrent_kernel", gates),
                parameters.vector("lstm/bias"),
                parameters.constant(new float[gates], gates));
        NDArray zeros =
                parameters.constant(new float[network.batch() * network.units()], 1, network.batch(), network.units());
        states = new NDList(zeros, zeros);
        dense = parameters.dense("dense", Data.CLASSES);
    }

    @Override
    public NDArray logits(NDArray x, boolean trains) {
        NDArray h = x.getNDArrayInternal()
                .lstm(x, states, weights, true, 1, 0, trains, false, true)
                .head();
        return dense.of(h.get(":, " + (network.steps() - 1)));
    }
}
