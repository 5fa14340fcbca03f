package dev.lamina.examples;

import static dev.lamina.Tf.feed;

import dev.lamina.Tf;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensorflow.Saver;

/** Saving a trained model: the logistic classifier, whose weights {@link LoadTrainedModel} loads. */
final class SaveTrainedModel {
    private static final float LEARNING_RATE = 0.001f;
    private static final int BATCH_SIZE = 128;
    private static final int N_EPOCHS = 100;
    private static final int N_INPUT = 784; // an image's 28 x 28 pixels
    private static final int N_CLASSES = 10;

    void main(String... args) {
        var options = Options.parse(N_EPOCHS, args);
        var mnist = options.readDataSets(true);
        var tf = Tf.create();
        tf.graph().setSeed(options.seed());

        var features = tf.placeholder(DType.FLOAT32, Shape.of(-1, N_INPUT), "features");
        var labels = tf.placeholder(DType.FLOAT32, Shape.of(-1, N_CLASSES), "labels");
        var weights = tf.variable(tf.randomNormal(N_INPUT, N_CLASSES));
        var bias = tf.variable(tf.randomNormal(N_CLASSES));
        var logits = tf.add(tf.matmul(features, weights), bias);

        var cost = tf.reduceMean(tf.nn.softmaxCrossEntropyWithLogits(logits, labels));
        var optimizer = tf.train.gradientDescent(LEARNING_RATE).minimize(cost);

        var correctPrediction = tf.equal(tf.argmax(logits, 1), tf.argmax(labels, 1));
        var accuracy = tf.reduceMean(tf.cast(correctPrediction, DType.FLOAT32));

        var validation = mnist.validation();
        var validationFeatures = feed(features, validation.images());
        var validationLabels = feed(labels, validation.labels());
        var saver = new Saver(tf.graph());

        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            for (int epoch = 0; epoch < options.epochs(); epoch++) {
                int totalBatch = Math.ceilDiv(mnist.train().numExamples(), BATCH_SIZE);
                for (int i = 0; i < totalBatch; i++) {
                    var batch = mnist.train().nextBatch(BATCH_SIZE);
                    session.run(optimizer, feed(features, batch.images()), feed(labels, batch.labels()));
                }
                if (epoch % 10 == 0) {
                    var validAccuracy = session.run(accuracy, validationFeatures, validationLabels);
                    IO.println("Epoch %-3d - Validation Accuracy: %s".formatted(epoch, validAccuracy));
                }
            }
            saver.save(session, options.saveFile());
            IO.println("Trained Model Saved.");
        }
    }
}
