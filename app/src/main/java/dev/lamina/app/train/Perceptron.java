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

/**
 * A multilayer perceptron: dense layers, a ReLU and dropout after each hidden one.
 *
 * @param network its layers, ready to be built; the last gives each class a logit
 * @param layers what its table shows, from the input on
 */
record Perceptron(Network network, List<Layer> layers) {
    /** The name of the last layer, and so of the scope in which its operations are. */
    static final String OUTPUT = "output";

    /** The perceptron of some settings. */
    static Perceptron of(Settings settings, int inputs, int classes) {
        List<dev.lamina.layer.Layer> network = new ArrayList<>();
        List<Layer> layers = new ArrayList<>();
        // The input under the name that users of the saved graph feed.
        network.add(new ActivationLayer(SavedNetwork.IMAGES, (scope, x) -> Identity.of(scope.itself(), x)));
        layers.add(new Layer("input", inputs, 0));
        int width = inputs;
        int number = 0;
        for (int units : settings.hidden()) {
            number++;
            // He et al. 2015: a ReLU halves the variance, so that the weights have twice the usual one.
            Parameter kernel = kernel(width, 2, settings);
            network.add(new Dense(units, Activation.RELU)
                    .named("hidden_" + number)
                    .kernel(
                            settings.maxNorm() > 0
                                    ? kernel.constrained(Constraint.maxNorm(settings.maxNorm()))
                                    : kernel));
            layers.add(new Layer("hidden " + number + ", ReLU", units, parameters(width, units)));
            if (settings.keepProb() < 1) {
                network.add(Dropout.keep(settings.keepProb()).named("dropout_" + number));
                layers.add(new Layer("dropout, keeps " + settings.keepProb(), units, 0));
            }
            width = units;
        }
        network.add(new Dense(classes).named(OUTPUT).kernel(kernel(width, 1, settings)));
        layers.add(new Layer("output, softmax", classes, parameters(width, classes)));
        return new Perceptron(
                Network.sequential(Shape.of(inputs), network.toArray(dev.lamina.layer.Layer[]::new)),
                List.copyOf(layers));
    }

    private static Parameter kernel(int inputs, float gain, Settings settings) {
        Parameter kernel = Parameter.of(Initializer.truncatedNormal(0, (float) Math.sqrt(gain / inputs)));
        return settings.l2() > 0 ? kernel.regularized(Regularizer.l2(settings.l2())) : kernel;
    }

    private static long parameters(long inputs, long units) {
        return inputs * units + units;
    }

    long parameters() {
        return layers.stream().mapToLong(Layer::parameters).sum();
    }
}
