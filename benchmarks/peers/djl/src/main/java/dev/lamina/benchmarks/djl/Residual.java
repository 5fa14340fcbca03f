package dev.lamina.benchmarks.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import dev.lamina.benchmarks.workload.Data;
import dev.lamina.benchmarks.workload.ResidualNetwork;
import dev.lamina.benchmarks.workload.ResidualNetwork.Block;
import dev.lamina.benchmarks.workload.ResidualNetwork.Convolution;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A residual network on images whose channels lie together, the layout that PyTorch convolves fastest on processors. */
final class Residual implements Forward {
    private final ResidualNetwork network;
    private final Map<String, Convolved> convolutions = new HashMap<>();
    private final Parameters.Dense dense;

    private record Convolved(NDArray kernel, NDArray gamma, NDArray beta, NDArray mean, NDArray variance) {}

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
        float[] kernel = network.weight(c.name() + "/kernel").channelsFirst();
        convolutions.put(
                c.name(),
                new Convolved(
                        parameters.of(kernel, c.to(), c.from(), c.kernel(), c.kernel()),
                        parameters.vector(c.norm() + "/gamma"),
                        parameters.vector(c.norm() + "/beta"),
                        parameters.constantVector(c.norm() + "/moving_mean"),
                        parameters.constantVector(c.norm() + "/moving_variance")));
    }

    @Override
    public NDArray logits(NDArray x, boolean trains) {
        NDArray input = relu(convolved(network.first(), x.transpose(0, 3, 1, 2), trains));
        if (network.isLarge()) {
            // Windows begin at the first place, and the last may reach beyond the border, as with TensorFlow's SAME.
            input = Pool.maxPool2d(input, new Shape(3, 3), new Shape(2, 2), new Shape(0, 0), true);
        }
        for (Block block : network.all()) {
            NDArray before = input;
            NDArray first = relu(convolved(block.first(), before, trains));
            NDArray second = convolved(block.second(), first, trains);
            NDArray shortcut = block.shortcut()
                    .map(each -> convolved(each, before, trains))
                    .orElse(before);
            input = relu(second.add(shortcut));
        }
        return dense.of(Pool.globalAvgPool2d(input));
    }

    private static NDArray relu(NDArray x) {
        return x.getNDArrayInternal().relu();
    }

    private NDArray convolved(Convolution c, NDArray x, boolean trains) {
        Convolved with = Objects.requireNonNull(convolutions.get(c.name()), c.name());
        Shape strides = new Shape(c.stride(), c.stride());
        Shape border = new Shape(c.border(), c.border());
        NDArray sum = Conv2d.conv2d(x, with.kernel, null, strides, border).head();
        return BatchNorm.batchNorm(
                        sum,
                        with.mean,
                        with.variance,
                        with.gamma,
                        with.beta,
                        1,
                        ResidualNetwork.MOMENTUM,
                        ResidualNetwork.EPSILON,
                        trains)
                .head();
    }
}
