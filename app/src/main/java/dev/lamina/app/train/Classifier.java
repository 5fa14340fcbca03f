package dev.lamina.app.train;

import dev.lamina.model.Network;
import java.util.List;

/**
 * A network that tells images apart.
 *
 * @param network its layers, ready to be built; the last gives each class a logit
 * @param layers what its table shows, from the input on
 */
record Classifier(Network network, List<Layer> layers) {
    /** The name of the last layer, and so of the scope in which its operations are. */
    static final String OUTPUT = "output";

    /** The filters of the convolutions of a CNN, one upon the other. */
    private static final List<Integer> FILTERS = List.of(32, 64, 128);

    /** How many convolutions a CNN has. */
    static final int CONVOLUTIONS = FILTERS.size();

    /** The network of some settings. */
    static Classifier of(Settings settings, int rows, int columns, int classes) {
        var stack = new LayerStack(settings, rows * columns);
        switch (settings.network()) {
            case MLP, LOGISTIC -> settings.hidden().forEach(stack::hidden);
            case CNN -> {
                stack.shaped("image", rows, columns, 1);
                FILTERS.forEach(stack::convolution);
                stack.flat();
                settings.hidden().forEach(stack::hidden);
            }
            case LSTM -> {
                stack.shaped("rows", rows, columns);
                stack.memories(settings.hidden());
            }
            case TRANSFORMER -> {
                stack.shaped("rows", rows, columns);
                stack.transformer(settings.hidden());
            }
        }
        stack.output(classes);
        return new Classifier(stack.network(), stack.layers());
    }

    long parameters() {
        return layers.stream().mapToLong(Layer::parameters).sum();
    }
}
