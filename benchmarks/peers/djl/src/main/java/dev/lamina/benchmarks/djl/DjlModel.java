package dev.lamina.benchmarks.djl;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.lamina.benchmarks.workload.Data;
import dev.lamina.benchmarks.workload.Model;
import dev.lamina.benchmarks.workload.Network;
import dev.lamina.benchmarks.workload.Update;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A network as PyTorch's operations; batches lie in direct buffers, which a step makes arrays of without a copy. */
final class DjlModel implements Model {
    private final Engine engine;
    private final Network network;
    private final Shape imagesShape;
    private final Shape labelsShape;
    private final List<ByteBuffer> images = new ArrayList<>();
    private final List<ByteBuffer> labels = new ArrayList<>();
    private final NDManager manager;
    private final List<NDArray> kernels = new ArrayList<>();
    private final List<NDArray> channelBiases = new ArrayList<>();
    private final List<NDArray> weights = new ArrayList<>();
    private final List<NDArray> biases = new ArrayList<>();
    private final Optimizer optimizer;

    DjlModel(Engine engine, Network network, int batches, boolean trains) {
        this.engine = engine;
        this.network = network;
        int batch = network.batch();
        imagesShape = new Shape(batch, Data.INPUTS);
        labelsShape = new Shape(batch, Data.CLASSES);
        for (int i = 0; i < batches; i++) {
            images.add(direct(Data.images(i, batch)));
            if (trains) {
                labels.add(direct(Data.labels(i, batch)));
            }
        }
        manager = engine.newBaseManager();
        for (int i = 0; i < network.filters().size(); i++) {
            int out = network.channels(i + 1);
            kernels.add(parameter(
                    network.kernelOfChannelsFirst(i),
                    trains,
                    out,
                    network.channels(i),
                    Network.KERNEL,
                    Network.KERNEL));
            channelBiases.add(parameter(new float[out], trains, out));
        }
        for (int layer = 0; layer < network.layers(); layer++) {
            weights.add(parameter(network.transposedWeights(layer), trains, network.to(layer), network.from(layer)));
            biases.add(parameter(new float[network.to(layer)], trains, network.to(layer)));
        }
        Tracker rate = Tracker.fixed(Update.RATE);
        optimizer = switch (network.update()) {
            case SGD -> Optimizer.sgd().setLearningRateTracker(rate).build();
            case MOMENTUM ->
                Optimizer.sgd()
                        .setLearningRateTracker(rate)
                        .optMomentum(Update.MOMENTUM_FACTOR)
                        .build();
            case ADAM -> Optimizer.adam().optLearningRateTracker(rate).build();
        };
    }

    private NDArray parameter(float[] values, boolean trains, long... dims) {
        NDArray array = manager.create(values, new Shape(dims));
        if (trains) {
            array.setRequiresGradient(true);
        }
        return array;
    }

    private static ByteBuffer direct(float[] values) {
        ByteBuffer buffer =
                ByteBuffer.allocateDirect(values.length * Float.BYTES).order(ByteOrder.nativeOrder());
        buffer.asFloatBuffer().put(values);
        return buffer;
    }

    private NDArray forward(NDArray x, Network with) {
        NDArray input = convolved(x);
        for (int layer = 0; ; layer++) {
            float keep = with.keep(layer);
            NDArray kept = keep < 1 ? Dropout.dropout(input, 1 - keep, true).head() : input;
            NDArray sum =
                    Linear.linear(kept, weights.get(layer), biases.get(layer)).head();
            if (layer == with.layers() - 1) {
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

    @Override
    public void train(int index) {
        try (NDManager step = manager.newSubManager()) {
            NDArray x = step.create(images.get(index), imagesShape, DataType.FLOAT32);
            NDArray y = step.create(labels.get(index), labelsShape, DataType.FLOAT32);
            try (GradientCollector collector = engine.newGradientCollector()) {
                NDArray likelihoods = forward(x, network).logSoftmax(1).mul(y);
                collector.backward(likelihoods.sum().mul(-1f / network.batch()));
            }
            for (int i = 0; i < kernels.size(); i++) {
                update("kernels" + i, kernels.get(i));
                update("channelBiases" + i, channelBiases.get(i));
            }
            for (int layer = 0; layer < network.layers(); layer++) {
                update("weights" + layer, weights.get(layer));
                update("biases" + layer, biases.get(layer));
            }
        }
    }

    private void update(String name, NDArray parameter) {
        try (NDArray gradient = parameter.getGradient()) {
            optimizer.update(name, parameter, gradient);
        }
    }

    @Override
    public void infer(int index) {
        try (NDManager step = manager.newSubManager()) {
            NDArray x = step.create(images.get(index), imagesShape, DataType.FLOAT32);
            forward(x, network.withoutDropout());
        }
    }

    @Override
    public float[] logits(int index) {
        try (NDManager step = manager.newSubManager()) {
            NDArray x = step.create(images.get(index), imagesShape, DataType.FLOAT32);
            return forward(x, network.withoutDropout()).toFloatArray();
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
