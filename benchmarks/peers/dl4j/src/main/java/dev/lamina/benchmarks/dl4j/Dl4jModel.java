package dev.lamina.benchmarks.dl4j;

import dev.lamina.benchmarks.workload.Data;
import dev.lamina.benchmarks.workload.Model;
import dev.lamina.benchmarks.workload.Network;
import dev.lamina.benchmarks.workload.Update;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** A network as Deeplearning4j's layers; batches lie ready as its own arrays. */
final class Dl4jModel implements Model {
    private final List<INDArray> images = new ArrayList<>();
    private final List<INDArray> labels = new ArrayList<>();
    private final MultiLayerNetwork net;

    Dl4jModel(Network network, int batches, boolean trains) {
        int batch = network.batch();
        for (int i = 0; i < batches; i++) {
            images.add(Nd4j.create(Data.inputs(network, i), new long[] {batch, Data.INPUTS}, 'c'));
            if (trains) {
                labels.add(Nd4j.create(Data.labels(i, batch), new long[] {batch, Data.CLASSES}, 'c'));
            }
        }
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(updater(network.update()))
                .trainingWorkspaceMode(WorkspaceMode.ENABLED)
                .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
                .list();
        for (int layer = 0; layer < network.layers(); layer++) {
            float keep = network.keep(layer);
            layers.layer(
                    layer < network.layers() - 1
                            ? new DenseLayer.Builder()
                                    .nIn(network.from(layer))
                                    .nOut(network.to(layer))
                                    .activation(Activation.RELU)
                                    .dropOut(keep < 1 ? keep : 0)
                                    .build()
                            : new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                                    .nIn(network.from(layer))
                                    .nOut(network.to(layer))
                                    .activation(Activation.SOFTMAX)
                                    .dropOut(keep < 1 ? keep : 0)
                                    .build());
        }
        net = new MultiLayerNetwork(layers.build());
        net.init();
        for (int layer = 0; layer < network.layers(); layer++) {
            long[] shape = {network.from(layer), network.to(layer)};
            net.setParam(layer + "_W", Nd4j.create(network.weights(layer).values(), shape, 'c'));
            net.setParam(layer + "_b", Nd4j.zeros(1, network.to(layer)));
        }
    }

    private static IUpdater updater(Update update) {
        return switch (update) {
            case SGD -> new Sgd(Update.RATE);
            case MOMENTUM -> new PlainMomentum(Update.RATE, Update.MOMENTUM_FACTOR);
            case ADAM -> new Adam(Update.RATE);
        };
    }

    @Override
    public void train(int index) {
        net.fit(images.get(index), labels.get(index));
    }

    /** With the softmax, which the output layer always computes. */
    @Override
    public void infer(int index) {
        net.output(images.get(index), false);
    }

    /** The last layer by hand, as its softmax hides the logits. */
    @Override
    public float[] logits(int index) {
        INDArray hidden = images.get(index);
        int last = net.getnLayers() - 1;
        if (last > 0) {
            hidden = net.feedForwardToLayer(last - 1, hidden, false).get(last);
        }
        INDArray weights = net.getParam(last + "_W");
        return hidden.mmul(weights)
                .addiRowVector(net.getParam(last + "_b"))
                .dup('c')
                .data()
                .asFloat();
    }

    @Override
    public void close() {
        net.close();
    }
}
