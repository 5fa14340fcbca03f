package dev.lamina.benchmarks.libtorch;

import dev.lamina.benchmarks.workload.Network;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Dense layers, behind convolutions perhaps. */
final class Feedforward implements Forward {
    private final Network network;
    private final List<Tensor> kernels = new ArrayList<>();
    private final List<TensorOptional> channelBiases = new ArrayList<>();
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
            Tensor kernel = parameters.of(network.transposedWeights(layer), network.to(layer), network.from(layer));
            layers.add(new Parameters.Dense(kernel, parameters.vector("biases" + layer)));
        }
    }

    @Override
    public Tensor logits(Tensor x, boolean trains) {
        Tensor input = convolved(x);
        for (int layer = 0; ; layer++) {
            float keep = network.keep(layer);
            Tensor kept = trains && keep < 1 ? torch.dropout(input, 1 - keep, true) : input;
            Tensor sum = layers.get(layer).of(kept);
            if (layer == network.layers() - 1) {
                return sum;
            }
            input = torch.relu_(sum);
        }
    }

    private Tensor convolved(Tensor x) {
        Tensor input = x;
        long[] ones = {1, 1};
        long[] border = {Network.KERNEL / 2, Network.KERNEL / 2};
        for (int i = 0; i < kernels.size(); i++) {
            Tensor images = i == 0 ? input.reshape(-1, 1, network.side(0), network.side(0)) : input;
            Tensor sum = torch.conv2d(images, kernels.get(i), channelBiases.get(i), ones, border, ones, 1);
            input = torch.max_pool2d(torch.relu_(sum), 2, 2);
        }
        return kernels.isEmpty() ? input : input.reshape(-1, network.from(0));
    }
}
