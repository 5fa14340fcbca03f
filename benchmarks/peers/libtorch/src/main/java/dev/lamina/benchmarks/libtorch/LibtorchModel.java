package dev.lamina.benchmarks.libtorch;

import dev.lamina.benchmarks.workload.Data;
import dev.lamina.benchmarks.workload.Model;
import dev.lamina.benchmarks.workload.Network;
import dev.lamina.benchmarks.workload.Update;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A network as libtorch's operations and optimizers; batches lie in native memory, which a step makes tensors of without
 * a copy. Labels are numbers of classes, the form that its cross-entropy reads fastest.
 */
final class LibtorchModel implements Model {
    private final Network network;
    private final long[] imagesShape;
    private final long[] classesShape;
    private final List<FloatPointer> images = new ArrayList<>();
    private final List<LongPointer> classes = new ArrayList<>();
    private final TensorOptions int64 = new TensorOptions(torch.ScalarType.Long);
    private final List<Tensor> kernels = new ArrayList<>();
    private final List<TensorOptional> channelBiases = new ArrayList<>();
    private final List<Tensor> weights = new ArrayList<>();
    private final List<TensorOptional> biases = new ArrayList<>();
    private final TensorVector parameters = new TensorVector();
    private final Optimizer optimizer;

    LibtorchModel(Network network, int batches, boolean trains) {
        this.network = network;
        int batch = network.batch();
        imagesShape = new long[] {batch, Data.INPUTS};
        classesShape = new long[] {batch};
        for (int i = 0; i < batches; i++) {
            images.add(new FloatPointer(Data.images(i, batch)));
            if (trains) {
                classes.add(new LongPointer(Data.classes(i, batch)));
            }
        }
        for (int i = 0; i < network.filters().size(); i++) {
            int out = network.channels(i + 1);
            kernels.add(parameter(
                    network.kernelOfChannelsFirst(i),
                    trains,
                    out,
                    network.channels(i),
                    Network.KERNEL,
                    Network.KERNEL));
            channelBiases.add(new TensorOptional(parameter(new float[out], trains, out)));
        }
        for (int layer = 0; layer < network.layers(); layer++) {
            weights.add(parameter(network.transposedWeights(layer), trains, network.to(layer), network.from(layer)));
            biases.add(new TensorOptional(parameter(new float[network.to(layer)], trains, network.to(layer))));
        }
        optimizer = optimizer();
    }

    private Tensor parameter(float[] values, boolean trains, long... dims) {
        try (FloatPointer pointer = new FloatPointer(values);
                Tensor view = torch.from_blob(pointer, dims)) {
            Tensor parameter = view.clone();
            parameter.set_requires_grad(trains);
            parameters.push_back(parameter);
            return parameter;
        }
    }

    private Optimizer optimizer() {
        if (network.update() == Update.ADAM) {
            return new Adam(parameters, new AdamOptions(Update.RATE));
        }
        SGDOptions options = new SGDOptions(Update.RATE);
        if (network.update() == Update.MOMENTUM) {
            options.momentum().put(Update.MOMENTUM_FACTOR);
        }
        return new SGD(parameters, options);
    }

    private Tensor forward(int index, Network with) {
        Tensor input = convolved(torch.from_blob(images.get(index), imagesShape));
        for (int layer = 0; ; layer++) {
            float keep = with.keep(layer);
            Tensor kept = keep < 1 ? torch.dropout(input, 1 - keep, true) : input;
            Tensor sum = torch.linear(kept, weights.get(layer), biases.get(layer));
            if (layer == with.layers() - 1) {
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

    @Override
    public void train(int index) {
        try (PointerScope _ = new PointerScope()) {
            Tensor labels = torch.from_blob(classes.get(index), classesShape, int64);
            Tensor loss = torch.cross_entropy_loss(forward(index, network), labels);
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
        }
    }

    @Override
    public void infer(int index) {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            forward(index, network.withoutDropout());
        }
    }

    @Override
    public float[] logits(int index) {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            float[] logits = new float[network.batch() * Data.CLASSES];
            forward(index, network.withoutDropout())
                    .contiguous()
                    .data_ptr_float()
                    .get(logits);
            return logits;
        }
    }

    @Override
    public void close() {
        optimizer.close();
        weights.forEach(Tensor::close);
        images.forEach(FloatPointer::close);
        classes.forEach(LongPointer::close);
    }
}
