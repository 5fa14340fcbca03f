package dev.lamina.examples;

import dev.lamina.data.Batch;
import dev.lamina.data.DataSet;
import dev.lamina.data.Pipeline;
import dev.lamina.layer.Activation;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Flatten;
import dev.lamina.layer.Layer;
import dev.lamina.layer.conv.Conv2D;
import dev.lamina.layer.pool.MaxPooling2D;
import dev.lamina.loss.SparseSoftmaxCrossEntropy;
import dev.lamina.model.Compilation;
import dev.lamina.model.Model;
import dev.lamina.model.Network;
import dev.lamina.op.Padding;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.Adam;
import java.util.Arrays;

/**
 * Fine-tuning: a network that knows five classes learns five others from a few examples of each. Its top is replaced and
 * learns alone, on layers that are frozen; then these learn too, slowly. The same network without what the first five have
 * taught it learns from the same examples, to compare.
 */
final class FineTuning {
    private static final int TRAINING_EPOCHS = 4;
    private static final int TOP_EPOCHS = 15;
    private static final int SIDE = 28; // pixels
    private static final int N_CLASSES = 5;
    private static final int FEW = 100; // examples of all the new classes together
    private static final String[] BASE = {"conv_1", "conv_2", "hidden"};

    void main(String... args) {
        var options = Options.parse(TRAINING_EPOCHS, args);
        var mnist = options.readDataSets(false, false);
        var known = examples(mnist.train(), 0, options.examples());
        var few = examples(mnist.train(), N_CLASSES, FEW).shuffle(options.seed());
        var knownTest = examples(mnist.test(), 0, Integer.MAX_VALUE);
        var newTest = examples(mnist.test(), N_CLASSES, Integer.MAX_VALUE);

        try (var model = Model.of(network("known"), options.seed())) {
            model.compile(learning(0.002f));
            model.fit(known.shuffle(options.seed()).batch(100), options.epochs());
            print("five classes, all examples", model, knownTest);
            model.save(options.saveFile());
        }
        try (var model = Model.of(network("new"), options.seed())) {
            model.load(options.saveFile(), BASE); // these layers alone: the top is another
            for (var layer : BASE) {
                model.trainable(layer, false);
            }
            model.compile(learning(0.005f)); // from here on they are frozen
            model.fit(few.batch(10), TOP_EPOCHS);
            print("five others, top alone", model, newTest);

            model.trainable(true);
            model.compile(learning(0.0005f));
            model.fit(few.batch(10), TOP_EPOCHS);
            print("five others, all layers", model, newTest);
        }
        try (var model = Model.of(network("new"), options.seed())) {
            model.compile(learning(0.002f));
            model.fit(few.batch(10), 2 * TOP_EPOCHS);
            print("five others, from nothing", model, newTest);
        }
    }

    private static Network network(String top) {
        return Network.sequential(
                Shape.of(SIDE, SIDE, 1),
                new Conv2D(16, 3, Activation.RELU).padding(Padding.SAME).named(BASE[0]),
                new MaxPooling2D(2),
                new Conv2D(32, 3, Activation.RELU).padding(Padding.SAME).named(BASE[1]),
                new MaxPooling2D(2),
                new Flatten(),
                new Dense(64, Activation.RELU).named(BASE[2]),
                top(top));
    }

    private static Layer top(String name) {
        return new Dense(N_CLASSES).named(name);
    }

    private static Compilation learning(float rate) {
        return Compilation.of(new Adam(rate), new SparseSoftmaxCrossEntropy()).accuracy();
    }

    private static void print(String what, Model model, Pipeline test) {
        IO.println("%-26s accuracy= %.4f"
                .formatted(what, model.evaluate(test.batch(1000)).get("accuracy")));
    }

    /** Examples of the five classes from one on, which are then called 0 to 4: the first that there are. */
    private static Pipeline examples(DataSet data, int firstClass, int most) {
        int size = SIDE * SIDE;
        var pixels = new float[data.numExamples() * size];
        var labels = new int[data.numExamples()];
        int count = 0;
        for (Batch batch : data.batches(1000).inOrder()) {
            var classes = batch.classes();
            for (int i = 0; i < batch.size() && count < most; i++) {
                int label = classes[i] - firstClass;
                if (label >= 0 && label < N_CLASSES) {
                    System.arraycopy(batch.pixels(), i * size, pixels, count * size, size);
                    labels[count++] = label;
                }
            }
        }
        return Pipeline.of(
                Tensor.wrap(Arrays.copyOf(pixels, count * size), count, SIDE, SIDE, 1),
                Tensor.wrap(Arrays.copyOf(labels, count), count));
    }
}
