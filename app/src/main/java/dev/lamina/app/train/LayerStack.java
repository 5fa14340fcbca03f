package dev.lamina.app.train;

import dev.lamina.layer.Activation;
import dev.lamina.layer.ActivationLayer;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Dropout;
import dev.lamina.layer.Initializer;
import dev.lamina.layer.Parameter;
import dev.lamina.layer.Regularizer;
import dev.lamina.model.Network;
import dev.lamina.op.flow.Identity;
import dev.lamina.tensor.Shape;
import dev.lamina.train.Constraint;
import java.util.ArrayList;
import java.util.List;

/** Layers one upon the other, as {@code train} builds them, and the rows of their table. */
final class LayerStack {
    private final Settings settings;
    private final Shape example;
    private final List<dev.lamina.layer.Layer> network = new ArrayList<>();
    private final List<Layer> layers = new ArrayList<>();
    private int hidden;
    private int dropouts;

    /** What one example is at this height. */
    private Shape shape;

    LayerStack(Settings settings, int inputs) {
        this.settings = settings;
        example = Shape.of(inputs);
        shape = example;
        // The input under the name that users of the saved graph feed.
        network.add(new ActivationLayer(SavedNetwork.IMAGES, (scope, x) -> Identity.of(scope.itself(), x)));
        layers.add(new Layer("input", shape, 0));
    }

    private void add(dev.lamina.layer.Layer layer, String name, Shape outputs, long parameters) {
        network.add(layer);
        layers.add(new Layer(name, outputs, parameters));
        shape = outputs;
    }

    /** A dense layer with a ReLU, and dropout. */
    void hidden(int units) {
        hidden++;
        long inputs = shape.dim(0);
        // He et al. 2015: a ReLU halves the variance, so that the weights have twice the usual one.
        Parameter kernel = kernel(inputs, 2);
        var layer = new Dense(units, Activation.RELU)
                .named("hidden_" + hidden)
                .kernel(
                        settings.maxNorm() > 0 ? kernel.constrained(Constraint.maxNorm(settings.maxNorm())) : kernel);
        add(layer, "hidden " + hidden + ", ReLU", Shape.of(units), parameters(inputs, units));
        dropout();
    }

    /** Dropout, if there is to be any. */
    private void dropout() {
        if (settings.keepProb() < 1) {
            dropouts++;
            add(
                    Dropout.keep(settings.keepProb()).named("dropout_" + dropouts),
                    "dropout, keeps " + settings.keepProb(),
                    shape,
                    0);
        }
    }

    /** The layer that gives each class a logit. */
    void output(int classes) {
        long inputs = shape.dim(0);
        add(
                new Dense(classes).named(Classifier.OUTPUT).kernel(kernel(inputs, 1)),
                "output, softmax",
                Shape.of(classes),
                parameters(inputs, classes));
    }

    private Parameter kernel(long inputs, float gain) {
        Parameter kernel = Parameter.of(Initializer.truncatedNormal(0, (float) Math.sqrt(gain / inputs)));
        return settings.l2() > 0 ? kernel.regularized(Regularizer.l2(settings.l2())) : kernel;
    }

    private static long parameters(long inputs, long units) {
        return inputs * units + units;
    }

    Network network() {
        return Network.sequential(example, network.toArray(dev.lamina.layer.Layer[]::new));
    }

    List<Layer> layers() {
        return List.copyOf(layers);
    }
}
