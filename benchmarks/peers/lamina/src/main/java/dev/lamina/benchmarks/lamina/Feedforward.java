package dev.lamina.benchmarks.lamina;

import dev.lamina.Tf;
import dev.lamina.benchmarks.workload.Network;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Variable;
import dev.lamina.layer.Phase;
import dev.lamina.op.Padding;
import java.util.ArrayList;
import java.util.List;

/** Dense layers, behind convolutions perhaps. */
final class Feedforward implements Forward {
    private final Tf tf;
    private final Network network;
    private final List<Variable> kernels = new ArrayList<>();
    private final List<Variable> channelBiases = new ArrayList<>();
    private final List<Variable> weights = new ArrayList<>();
    private final List<Variable> biases = new ArrayList<>();

    Feedforward(Tf tf, Network network) {
        this.tf = tf;
        this.network = network;
        for (int i = 0; i < network.filters().size(); i++) {
            int out = network.channels(i + 1);
            kernels.add(tf.variable(tf.zeros(Network.KERNEL, Network.KERNEL, network.channels(i), out), "kernel" + i));
            channelBiases.add(tf.variable(tf.zeros(out), "channelBiases" + i));
        }
        for (int layer = 0; layer < network.layers(); layer++) {
            weights.add(tf.variable(tf.zeros(network.from(layer), network.to(layer)), "weights" + layer));
            biases.add(tf.variable(tf.zeros(network.to(layer)), "biases" + layer));
        }
    }

    @Override
    public Output logits(Output x, Phase phase) {
        Operand input = convolved(x);
        for (int layer = 0; ; layer++) {
            boolean drops = phase == Phase.TRAINING && network.keep(layer) < 1;
            Operand kept = drops ? tf.nn.dropout(input, network.keep(layer)) : input;
            Output sum = tf.add(tf.matmul(kept, weights.get(layer)), biases.get(layer));
            if (layer == network.layers() - 1) {
                return sum;
            }
            input = tf.nn.relu(sum);
        }
    }

    private Operand convolved(Output x) {
        Operand input = x;
        int side = network.side(0);
        for (int i = 0; i < kernels.size(); i++) {
            Output images = i == 0 ? tf.reshape(input, -1, side, side, 1) : input.asOutput();
            Output sum = tf.nn.biasAdd(tf.nn.conv2d(images, kernels.get(i), 1, Padding.SAME), channelBiases.get(i));
            input = tf.nn.maxPool2d(tf.nn.relu(sum), 2, 2, Padding.VALID);
        }
        return kernels.isEmpty() ? input : tf.reshape(input, -1, network.from(0));
    }
}
