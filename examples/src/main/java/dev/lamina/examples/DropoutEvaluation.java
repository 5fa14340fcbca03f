package dev.lamina.examples;

import static dev.lamina.Tf.feed;

import dev.lamina.Tf;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;

/**
 * Quiz: what is wrong with a {@code keep_prob} of 0.5 when the accuracy is measured? The same trained network is measured
 * with it and with 1.
 */
final class DropoutEvaluation {
    private static final float LEARNING_RATE = 0.001f;
    private static final int TRAINING_EPOCHS = 10;
    private static final int BATCH_SIZE = 128;
    private static final int N_INPUT = 784; // an image's 28 x 28 pixels
    private static final int N_HIDDEN_LAYER = 256; // the width of the hidden layer
    private static final int N_CLASSES = 10;

    void main(String... args) {
        var options = Options.parse(TRAINING_EPOCHS, args);
        var mnist = options.readDataSets(true);
        var tf = Tf.create();
        tf.graph().setSeed(options.seed());

        var features = tf.placeholder(DType.FLOAT32, Shape.of(-1, N_INPUT), "features");
        var labels = tf.placeholder(DType.FLOAT32, Shape.of(-1, N_CLASSES), "labels");
        var keepProb = tf.placeholder(DType.FLOAT32, Shape.of(), "keep_prob"); // probability to keep units
        var hiddenWeights = tf.variable(tf.randomNormal(N_INPUT, N_HIDDEN_LAYER));
        var hiddenBiases = tf.variable(tf.randomNormal(N_HIDDEN_LAYER));
        var outWeights = tf.variable(tf.randomNormal(N_HIDDEN_LAYER, N_CLASSES));
        var outBiases = tf.variable(tf.randomNormal(N_CLASSES));

        var relu = tf.nn.relu(tf.add(tf.matmul(features, hiddenWeights), hiddenBiases));
        var hiddenLayer = tf.nn.dropout(relu, keepProb);
        var logits = tf.add(tf.matmul(hiddenLayer, outWeights), outBiases);

        var cost = tf.reduceMean(tf.nn.softmaxCrossEntropyWithLogits(logits, labels));
        var optimizer = tf.train.gradientDescent(LEARNING_RATE).minimize(cost);

        var correctPrediction = tf.equal(tf.argmax(logits, 1), tf.argmax(labels, 1));
        var accuracy = tf.reduceMean(tf.cast(correctPrediction, DType.FLOAT32));

        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            for (int epoch = 0; epoch < options.epochs(); epoch++) {
                for (var batch : mnist.train().batches(BATCH_SIZE)) {
                    session.run(
                            optimizer,
                            feed(features, batch.images()),
                            feed(labels, batch.labels()),
                            feed(keepProb, 0.5f));
                }
            }
            for (float evaluated : new float[] {0.5f, 1}) {
                var test = mnist.test();
                var testAccuracy = session.run(
                        accuracy,
                        feed(features, test.images()),
                        feed(labels, test.labels()),
                        feed(keepProb, evaluated));
                IO.println("Test Accuracy with keep_prob " + evaluated + ": " + testAccuracy);
            }
        }
    }
}
