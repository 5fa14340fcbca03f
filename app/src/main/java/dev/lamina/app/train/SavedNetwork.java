package dev.lamina.app.train;

import dev.lamina.Tf;
import dev.lamina.data.DataSet;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Output;
import dev.lamina.tensor.DType;

/**
 * A trained network in files. Beside the network, the graph says what it needs to be used: these names are what
 * {@link TrainedModel} reads.
 */
final class SavedNetwork {
    /** The input, float32 [examples, rows · columns]. */
    static final String IMAGES = "images";

    /** The input, int32 [examples]. */
    static final String LABELS = "labels";

    /** How probable each class is, float32 [examples, classes]. */
    static final String PROBABILITIES = "probabilities";

    /** How many examples are recognised, int32. */
    static final String CORRECT = "correct";

    /** Rows and columns of an image, int32. */
    static final String IMAGE_SHAPE = "image_shape";

    /** What the classes are called, strings. */
    static final String CLASS_NAMES = "class_names";

    /** What it has learned from, as {@code --data} names it; a string. */
    static final String DATA = "data";

    private SavedNetwork() {}

    /** Adds to the graph what its users need, and writes it with the variables. */
    static void write(Learner learner, DataSet images, DataSource source, String prefix) {
        Graph graph = learner.model().graph();
        Tf tf = Tf.create(graph);
        Output logits = graph.output(Classifier.OUTPUT + "/BiasAdd");
        tf.named(PROBABILITIES).nn.softmax(logits);
        Tf counting = tf.scope("counting");
        Output right = counting.equal(counting.argmax(logits, 1), counting.cast(graph.output(LABELS), DType.INT64));
        tf.named(CORRECT).reduceSum(counting.cast(right, DType.INT32));
        tf.named(IMAGE_SHAPE).constant(new int[] {images.rows(), images.columns()});
        tf.named(CLASS_NAMES).constant(source.classNames(images.numClasses()).toArray(String[]::new));
        tf.named(DATA).constant(source.name());
        learner.model().save(prefix);
    }
}
