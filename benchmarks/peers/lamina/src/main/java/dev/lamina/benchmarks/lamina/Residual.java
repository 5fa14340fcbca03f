package dev.lamina.benchmarks.lamina;

import dev.lamina.Tf;
import dev.lamina.benchmarks.workload.Data;
import dev.lamina.benchmarks.workload.ResidualNetwork;
import dev.lamina.benchmarks.workload.ResidualNetwork.Block;
import dev.lamina.benchmarks.workload.ResidualNetwork.Convolution;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.layer.BatchNormalization;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Phase;
import dev.lamina.op.Padding;
import dev.lamina.op.conv.Conv2D;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A residual network: convolutions with a border of their own as operations, batch normalisation as a layer. */
final class Residual implements Forward {
    private final Tf tf;
    private final ResidualNetwork network;
    private final Map<String, Variable> kernels = new HashMap<>();
    private final Map<String, BuiltLayer> norms = new HashMap<>();
    private final Variable weights;
    private final Variable biases;

    Residual(Tf tf, ResidualNetwork network) {
        this.tf = tf;
        this.network = network;
        int last = network.filters().getLast();
        weights = tf.variable(tf.zeros(last, Data.CLASSES), "dense/kernel");
        biases = tf.variable(tf.zeros(Data.CLASSES), "dense/bias");
    }

    @Override
    public Output logits(Output x, Phase phase) {
        Output input = tf.nn.relu(convolved(network.first(), x, phase));
        if (network.isLarge()) {
            input = tf.nn.maxPool2d(input, 3, 2, Padding.SAME);
        }
        for (Block block : network.all()) {
            Output before = input;
            Output first = tf.nn.relu(convolved(block.first(), before, phase));
            Output second = convolved(block.second(), first, phase);
            Output shortcut =
                    block.shortcut().map(each -> convolved(each, before, phase)).orElse(before);
            input = tf.nn.relu(tf.add(second, shortcut));
        }
        return tf.add(tf.matmul(tf.reduceMean(input, 1, 2), weights), biases);
    }

    private Output convolved(Convolution c, Output x, Phase phase) {
        Variable kernel = kernels.computeIfAbsent(
                c.name(), name -> tf.variable(tf.zeros(c.kernel(), c.kernel(), c.from(), c.to()), name + "/kernel"));
        long border = c.border();
        var window = new Conv2D(
                List.of(1L, (long) c.stride(), (long) c.stride(), 1L),
                true,
                "EXPLICIT",
                List.of(0L, 0L, border, border, border, border, 0L, 0L),
                "NHWC",
                List.of(1L, 1L, 1L, 1L));
        Output sum = Conv2D.of(tf.scope(), x, kernel, window);
        Scope own = tf.scope().nested(c.norm());
        BuiltLayer norm = norms.computeIfAbsent(
                c.norm(),
                name -> new BatchNormalization(name, ResidualNetwork.MOMENTUM, ResidualNetwork.EPSILON)
                        .build(own, sum));
        return norm.apply(own, sum, phase);
    }
}
