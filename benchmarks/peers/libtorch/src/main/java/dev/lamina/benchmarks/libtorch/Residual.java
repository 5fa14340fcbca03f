package dev.lamina.benchmarks.libtorch;

import dev.lamina.benchmarks.workload.Data;
import dev.lamina.benchmarks.workload.ResidualNetwork;
import dev.lamina.benchmarks.workload.ResidualNetwork.Block;
import dev.lamina.benchmarks.workload.ResidualNetwork.Convolution;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** A residual network on images whose channels lie together, the layout that libtorch convolves fastest on processors. */
final class Residual implements Forward {
    private final ResidualNetwork network;
    private final Map<String, Convolved> convolutions = new HashMap<>();
    private final Parameters.Dense dense;

    private record Convolved(
            Tensor kernel, TensorOptional gamma, TensorOptional beta, TensorOptional mean, TensorOptional variance) {}

    Residual(Parameters parameters, ResidualNetwork network) {
        this.network = network;
        add(parameters, network.first());
        for (Block block : network.all()) {
            add(parameters, block.first());
            add(parameters, block.second());
            block.shortcut().ifPresent(each -> add(parameters, each));
        }
        dense = parameters.dense("dense", Data.CLASSES);
    }

    private void add(Parameters parameters, Convolution c) {
        Tensor kernel = parameters.constant(
                network.weight(c.name() + "/kernel").channelsFirst(), c.to(), c.from(), c.kernel(), c.kernel());
        convolutions.put(
                c.name(),
                new Convolved(
                        parameters.of(kernel.contiguous(torch.MemoryFormat.ChannelsLast)),
                        parameters.vector(c.norm() + "/gamma"),
                        parameters.vector(c.norm() + "/beta"),
                        parameters.constantVector(c.norm() + "/moving_mean"),
                        parameters.constantVector(c.norm() + "/moving_variance")));
    }

    @Override
    public Tensor logits(Tensor x, boolean trains) {
        Tensor input = torch.relu_(convolved(network.first(), x.permute(0, 3, 1, 2), trains));
        if (network.isLarge()) {
            // Windows begin at the first place, and the last may reach beyond the border, as with TensorFlow's SAME.
            long[] ones = {1, 1};
            input = torch.max_pool2d(input, new long[] {3, 3}, new long[] {2, 2}, new long[] {0, 0}, ones, true);
        }
        for (Block block : network.all()) {
            Tensor before = input;
            Tensor first = torch.relu_(convolved(block.first(), before, trains));
            Tensor second = convolved(block.second(), first, trains);
            Tensor shortcut = block.shortcut()
                    .map(each -> convolved(each, before, trains))
                    .orElse(before);
            input = torch.relu_(second.add_(shortcut));
        }
        return dense.of(torch.adaptive_avg_pool2d(input, 1, 1).flatten(1, -1));
    }

    private Tensor convolved(Convolution c, Tensor x, boolean trains) {
        Convolved with = Objects.requireNonNull(convolutions.get(c.name()), c.name());
        long[] strides = {c.stride(), c.stride()};
        long[] border = {c.border(), c.border()};
        Tensor sum = torch.conv2d(x, with.kernel, new TensorOptional(), strides, border, new long[] {1, 1}, 1);
        return torch.batch_norm(
                sum,
                with.gamma,
                with.beta,
                with.mean,
                with.variance,
                trains,
                1 - ResidualNetwork.MOMENTUM,
                ResidualNetwork.EPSILON,
                false);
    }
}
