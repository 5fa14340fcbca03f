package dev.lamina.app.train;

import dev.lamina.layer.Activation;
import dev.lamina.layer.ActivationLayer;
import dev.lamina.layer.BatchNormalization;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Dropout;
import dev.lamina.layer.Flatten;
import dev.lamina.layer.Initializer;
import dev.lamina.layer.Parameter;
import dev.lamina.layer.Regularizer;
import dev.lamina.layer.Reshape;
import dev.lamina.layer.attention.TransformerBlock;
import dev.lamina.layer.conv.Conv2D;
import dev.lamina.layer.pool.GlobalAveragePooling1D;
import dev.lamina.layer.pool.MaxPooling2D;
import dev.lamina.layer.recurrent.LSTM;
import dev.lamina.model.Network;
import dev.lamina.op.Padding;
import dev.lamina.op.flow.Identity;
import dev.lamina.tensor.Shape;
import dev.lamina.train.Constraint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Layers one upon the other, as {@code train} builds them, and the rows of their table. */
final class LayerStack {
    /** How wide a convolution's filter is, and how high. */
    private static final int KERNEL = 3;

    /** How wide and high a window is of which the greatest goes on. */
    private static final int POOL = 2;

    /** The extent of the vectors of a transformer. */
    private static final int WIDTH = 64;

    private static final int HEADS = 4;

    /** How slowly the moving averages of a normalisation follow: by the last ten batches, so that a short training has them. */
    private static final float MOMENTUM = 0.9f;

    /** What the names of the layers of convolution begin with, before their numbers from 1 on. */
    static final String CONVOLUTION = "conv_";

    /** What the names of the layers begin with that give a convolution's features. */
    static final String FEATURES = "features_";

    /** What the names of the blocks of attention begin with. */
    static final String BLOCK = "block_";

    private final Settings settings;
    private final Shape example;
    private final List<dev.lamina.layer.Layer> network = new ArrayList<>();
    private final List<Layer> layers = new ArrayList<>();
    private int convolutions;
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
                .kernel(settings.maxNorm() > 0 ? kernel.constrained(Constraint.maxNorm(settings.maxNorm())) : kernel);
        add(layer, "hidden " + hidden + ", ReLU", Shape.of(units), parameters(inputs, units));
        dropout();
    }

    /** What there is, in another shape. */
    void shaped(String what, int... dims) {
        add(
                new Reshape(Arrays.stream(dims).boxed().toArray(Integer[]::new)),
                what,
                Shape.of(Arrays.stream(dims).asLongStream().toArray()),
                0);
    }

    /** A convolution of neighbours with batch normalisation and a ReLU, and the greatest of each two by two pixels. */
    void convolution(int filters) {
        convolutions++;
        long inputs = KERNEL * KERNEL * shape.dim(2);
        network.add(new Conv2D(filters, KERNEL)
                .padding(Padding.SAME)
                .withoutBias() // the normalisation has one
                .named(CONVOLUTION + convolutions)
                .kernel(kernel(inputs, 2)));
        network.add(new BatchNormalization().momentum(MOMENTUM).named("norm_" + convolutions));
        long rows = shape.dim(0);
        long columns = shape.dim(1);
        add(
                new ActivationLayer(Activation.RELU).named(FEATURES + convolutions),
                "conv " + convolutions + " " + KERNEL + "x" + KERNEL + ", norm, ReLU",
                Shape.of(rows, columns, filters),
                inputs * filters + 2L * filters);
        if (rows >= POOL && columns >= POOL) {
            add(
                    new MaxPooling2D(POOL).named("pool_" + convolutions),
                    "max of " + POOL + "x" + POOL,
                    Shape.of(rows / POOL, columns / POOL, filters),
                    0);
        }
    }

    /** The elements of each example in a row, and dropout. */
    void flat() {
        add(new Flatten(), "flatten", Shape.of(shape.elements()), 0);
        dropout();
    }

    /** Long short-term memories, one upon the other, each with dropout; the last one's last step goes on. */
    void memories(List<Integer> units) {
        for (int i = 0; i < units.size(); i++) {
            boolean isLast = i == units.size() - 1;
            long inputs = shape.dim(1);
            long width = units.get(i);
            LSTM layer = new LSTM(units.get(i)).named("lstm_" + (i + 1));
            add(
                    isLast ? layer : layer.returnSequences(),
                    "LSTM " + (i + 1),
                    isLast ? Shape.of(width) : Shape.of(shape.dim(0), width),
                    4 * ((inputs + width) * width + width));
            dropout();
        }
    }

    /** Each step as a vector, then blocks of attention with so many hidden units, and the mean over all steps. */
    void transformer(List<Integer> units) {
        long steps = shape.dim(0);
        long inputs = shape.dim(1);
        Shape sequence = Shape.of(steps, WIDTH);
        add(new Dense(WIDTH).named("embedding"), "embedding", sequence, parameters(inputs, WIDTH));
        add(new Places("places"), "places", sequence, steps * WIDTH);
        for (int i = 0; i < units.size(); i++) {
            long between = units.get(i);
            var block = new TransformerBlock(HEADS, WIDTH / HEADS, units.get(i))
                    .dropout(1 - settings.keepProb())
                    .normalizeFirst()
                    .named(BLOCK + (i + 1));
            long attention = 4 * parameters(WIDTH, WIDTH);
            long dense = parameters(WIDTH, between) + parameters(between, WIDTH);
            add(block, "attention block " + (i + 1), sequence, attention + dense + 2 * 2 * WIDTH);
        }
        add(new GlobalAveragePooling1D().named("mean"), "mean of steps", Shape.of(WIDTH), 0);
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
