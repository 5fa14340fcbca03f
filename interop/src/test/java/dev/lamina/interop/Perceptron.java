package dev.lamina.interop;

import dev.lamina.Tf;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Variable;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.train.Optimizer;
import java.util.List;

/** The lesson's network, 784-256-10 with ReLU, the mean of softmax cross-entropy, and a step of an optimizer. */
final class Perceptron {
    private static final int PIXELS = 784;
    private static final int HIDDEN = 256;
    private static final int CLASSES = 10;

    final Tf tf = Tf.create();
    final Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1, PIXELS), "x");
    final Output y = tf.placeholder(DType.FLOAT32, Shape.of(-1, CLASSES), "y");
    final List<Variable> variables;
    final Output probabilities;
    final Output classes;
    final Output cost;
    final Node train;
    final Node init;

    Perceptron(Optimizer optimizer, float deviation) {
        tf.graph().setSeed(1);
        Variable hiddenWeights = weights("hidden/weights", deviation, PIXELS, HIDDEN);
        Variable hiddenBiases = weights("hidden/biases", deviation, HIDDEN);
        Variable outWeights = weights("out/weights", deviation, HIDDEN, CLASSES);
        Variable outBiases = weights("out/biases", deviation, CLASSES);
        variables = List.of(hiddenWeights, hiddenBiases, outWeights, outBiases);
        Output hidden = tf.nn.relu(tf.add(tf.matmul(x, hiddenWeights), hiddenBiases));
        Output logits = tf.add(tf.matmul(hidden, outWeights), outBiases);
        probabilities = tf.nn.softmax(logits);
        classes = tf.argmax(logits, 1);
        cost = tf.reduceMean(tf.nn.softmaxCrossEntropyWithLogits(logits, y));
        train = optimizer.minimize(tf.scope(), cost, variables);
        init = tf.globalVariablesInitializer();
    }

    private Variable weights(String name, float deviation, long... dims) {
        return tf.variable(tf.multiply(tf.constant(deviation), tf.randomNormal(dims)), name);
    }
}
