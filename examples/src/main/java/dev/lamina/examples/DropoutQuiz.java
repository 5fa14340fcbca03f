package dev.lamina.examples;

import static dev.lamina.Tf.feed;

import dev.lamina.Tf;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/** Quiz: the network of the {@link ReluQuiz} with a dropout layer. The units that are dropped are others every time. */
final class DropoutQuiz {
    void main() {
        var tf = Tf.create();
        var features = tf.variable(tf.constant(new float[][] {{1, 2, 3, 4}, {-1, -2, -3, -4}, {11, 12, 13, 14}}));

        var hiddenWeights = tf.variable(tf.constant(new float[][] {
            {0.1f, 0.2f, 0.4f},
            {0.4f, 0.6f, 0.6f},
            {0.5f, 0.9f, 0.1f},
            {0.8f, 0.2f, 0.8f},
        }));
        var hiddenBiases = tf.variable(tf.zeros(3));
        var outWeights = tf.variable(tf.constant(new float[][] {{0.1f, 0.6f}, {0.2f, 0.1f}, {0.7f, 0.9f}}));
        var outBiases = tf.variable(tf.zeros(2));

        var keepProb = tf.placeholder(DType.FLOAT32, Shape.of(), "keep_prob"); // probability to keep units
        var relu = tf.nn.relu(tf.add(tf.matmul(features, hiddenWeights), hiddenBiases));
        var hiddenLayer = tf.nn.dropout(relu, keepProb);
        var logits = tf.add(tf.matmul(hiddenLayer, outWeights), outBiases);

        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            // All in one run: another run drops other units.
            var results = session.run(List.of(relu, hiddenLayer, logits), feed(keepProb, 0.5f));
            IO.println("Hidden layer before dropout:\n" + results.get(relu));
            IO.println("Hidden layer, each unit dropped or doubled:\n" + results.get(hiddenLayer));
            IO.println("Logits:\n" + results.get(logits));
        }
    }
}
