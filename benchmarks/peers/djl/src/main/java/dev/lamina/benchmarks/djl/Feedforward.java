package dev.lamina.benchmarks.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import dev.lamina.benchmarks.workload.Network;
import java.util.ArrayList;
import java.util.List;

/** Dense layers, behind convolutions perhaps. */
final class Feedforward implements Forward {
    private final Network network;
    private final List<NDArray> kernels = new ArrayList<>();
    private final List<NDArray> channelBiases = new ArrayList<>();
    private final List<Parameters.Dense> layers = new ArrayList<>();

    Feedforward(Parameters parameters, Network network) {
        this.network = network;
        for (int i = 0; i < network.filters().size(); i++) {
            kernels.add(parameters.of(
                    network.kernel(i).channelsFirst(),
                    network.channels(i + 1),
                    network.channels(i),
                    Network.KERNEL,
                    Network.KERNEL));
            channelBiases.add(parameters.vector("channelBiases" + i));
        }
        for (int layer = 0; layer < network.layers(); layer++) {
            NDArray kernel = parameters.of(network.transposedWeights(layer), network.to(layer), network.from(layer));
            layers.add(new Parameters.Dense(kernel, parameters.vector("biases" + layer)));
        }
    }

    @Override
    public NDArray logits(NDArray x, boolean trains) {
        NDArray input = convolved(x);
        for (int layer = 0; ; layer++) {
            float keep = network.keep(layer);
            NDArray kept =
                    trains && keep < 1 ? Dropout.dropout(input, 1 - keep, true).head() : input;
            NDArray sum = layers.get(layer).of(kept);
            if (layer == network.layers() - 1) {
                return sum;
            }
            input = sum.getNDArrayInternal().relu();
        }
    }

    private NDArray convolved(NDArray x) {
        NDArray input = x;
        Shape border = new Shape(Network.KERNEL / 2, Network.KERNEL / 2);
        Shape two = new Shape(2, 2);
        for (int i = 0; i < kernels.size(); i++) {
            NDArray images = i == 0 ? input.reshape(-1, 1, network.side(0), network.side(0)) : input;
            NDArray sum = Conv2d.conv2d(images, kernels.get(i), channelBiases.get(i), new Shape(1, 1), border)
                    .head();
            input = Pool.maxPool2d(sum.getNDArrayInternal().relu(), two, two, new Shape(0, 0), false);
        }
        return kernels.isEmpty() ? input : input.reshape(-1, network.from(0));
    }
}
