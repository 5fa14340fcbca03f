package dev.lamina.benchmarks.lamina;

import dev.lamina.Tf;
import dev.lamina.benchmarks.workload.Data;
import dev.lamina.benchmarks.workload.Model;
import dev.lamina.benchmarks.workload.Network;
import dev.lamina.benchmarks.workload.Update;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Variable;
import dev.lamina.op.Padding;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.Optimizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network as a graph; batches are arrays that each step wraps and feeds. */
final class LaminaModel implements Model {
    private final int batch;
    private final List<float[]> images = new ArrayList<>();
    private final List<float[]> labels = new ArrayList<>();
    private final Tf tf = Tf.create();
    private final Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1, Data.INPUTS), "x");
    private final Output y = tf.placeholder(DType.FLOAT32, Shape.of(-1, Data.CLASSES), "y");
    private final Session session = tf.session();
    private final List<Variable> kernels = new ArrayList<>();
    private final List<Variable> channelBiases = new ArrayList<>();
    private final Output logits;
    private final Node step;

    LaminaModel(Network network, int batches, boolean trains) {
        batch = network.batch();
        for (int i = 0; i < batches; i++) {
            images.add(Data.images(i, batch));
            if (trains) {
                labels.add(Data.labels(i, batch));
            }
        }
        tf.graph().setSeed(1);
        List<Variable> weights = new ArrayList<>();
        List<Variable> biases = new ArrayList<>();
        for (int i = 0; i < network.filters().size(); i++) {
            int out = network.channels(i + 1);
            kernels.add(tf.variable(tf.zeros(Network.KERNEL, Network.KERNEL, network.channels(i), out), "kernel" + i));
            channelBiases.add(tf.variable(tf.zeros(out), "channelBiases" + i));
        }
        for (int layer = 0; layer < network.layers(); layer++) {
            weights.add(tf.variable(tf.zeros(network.from(layer), network.to(layer)), "weights" + layer));
            biases.add(tf.variable(tf.zeros(network.to(layer)), "biases" + layer));
        }
        logits = forward(network.withoutDropout(), weights, biases);
        step = trains ? step(network, weights, biases) : tf.group();
        session.run(tf.globalVariablesInitializer());
        Map<String, Tensor> initial = new LinkedHashMap<>();
        for (int layer = 0; layer < network.layers(); layer++) {
            initial.put("weights" + layer, Tensor.wrap(network.weights(layer), network.from(layer), network.to(layer)));
        }
        for (int i = 0; i < kernels.size(); i++) {
            initial.put(
                    "kernel" + i,
                    Tensor.wrap(
                            network.kernel(i),
                            Network.KERNEL,
                            Network.KERNEL,
                            network.channels(i),
                            network.channels(i + 1)));
        }
        session.load(initial);
    }

    private Node step(Network network, List<Variable> weights, List<Variable> biases) {
        boolean dropout = network.keepInput() < 1 || network.keepHidden() < 1;
        Output trained = dropout ? forward(network, weights, biases) : logits;
        Optimizer optimizer = switch (network.update()) {
            case SGD -> tf.train.gradientDescent(Update.RATE);
            case MOMENTUM -> tf.train.momentum(Update.RATE, Update.MOMENTUM_FACTOR);
            case ADAM -> tf.train.adam(Update.RATE);
        };
        return optimizer.minimize(tf.reduceMean(tf.nn.softmaxCrossEntropyWithLogits(trained, y)));
    }

    private Output forward(Network network, List<Variable> weights, List<Variable> biases) {
        Operand input = convolved(network);
        for (int layer = 0; ; layer++) {
            Operand kept = network.keep(layer) < 1 ? tf.nn.dropout(input, network.keep(layer)) : input;
            Output sum = tf.add(tf.matmul(kept, weights.get(layer)), biases.get(layer));
            if (layer == network.layers() - 1) {
                return sum;
            }
            input = tf.nn.relu(sum);
        }
    }

    private Operand convolved(Network network) {
        Operand input = x;
        int side = network.side(0);
        for (int i = 0; i < kernels.size(); i++) {
            Output images = i == 0 ? tf.reshape(input, -1, side, side, 1) : input.asOutput();
            Output sum = tf.nn.biasAdd(tf.nn.conv2d(images, kernels.get(i), 1, Padding.SAME), channelBiases.get(i));
            input = tf.nn.maxPool2d(tf.nn.relu(sum), 2, 2, Padding.VALID);
        }
        return kernels.isEmpty() ? input : tf.reshape(input, -1, network.from(0));
    }

    private Feed images(int index) {
        return Feed.of(x, Tensor.wrap(images.get(index), batch, Data.INPUTS));
    }

    @Override
    public void train(int index) {
        session.run(step, images(index), Feed.of(y, Tensor.wrap(labels.get(index), batch, Data.CLASSES)));
    }

    @Override
    public void infer(int index) {
        session.run(logits, images(index));
    }

    @Override
    public float[] logits(int index) {
        return session.run(logits, images(index)).floats();
    }

    @Override
    public void close() {
        session.close();
    }
}
