package dev.lamina.examples;

import static dev.lamina.Tf.feed;

import dev.lamina.Tf;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensorflow.Saver;

/** Loading the model that {@link SaveTrainedModel} saved, to measure it on the test images. It trains nothing. */
final class LoadTrainedModel {
    private static final int N_INPUT = 784; // an image's 28 x 28 pixels
    private static final int N_CLASSES = 10;

    void main(String... args) {
        var options = Options.parse(0, args);
        var mnist = options.readDataSets(true);
        var tf = Tf.create();

        var features = tf.placeholder(DType.FLOAT32, Shape.of(-1, N_INPUT), "features");
        var labels = tf.placeholder(DType.FLOAT32, Shape.of(-1, N_CLASSES), "labels");
        var weights = tf.variable(tf.randomNormal(N_INPUT, N_CLASSES));
        var bias = tf.variable(tf.randomNormal(N_CLASSES));
        var logits = tf.add(tf.matmul(features, weights), bias);

        var correctPrediction = tf.equal(tf.argmax(logits, 1), tf.argmax(labels, 1));
        var accuracy = tf.reduceMean(tf.cast(correctPrediction, DType.FLOAT32));
        var saver = new Saver(tf.graph());

        try (var session = tf.session()) {
            saver.restore(session, options.saveFile());
            var test = mnist.test();
            var testAccuracy = session.run(accuracy, feed(features, test.images()), feed(labels, test.labels()));
            IO.println("Test Accuracy: " + testAccuracy);
        }
    }
}
