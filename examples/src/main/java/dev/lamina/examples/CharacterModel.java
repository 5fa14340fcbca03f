package dev.lamina.examples;

import static dev.lamina.Tf.feed;

import dev.lamina.Tf;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Embedding;
import dev.lamina.layer.Layer;
import dev.lamina.layer.LayerNormalization;
import dev.lamina.layer.Phase;
import dev.lamina.layer.attention.PositionalEmbedding;
import dev.lamina.layer.attention.TransformerBlock;
import dev.lamina.layer.recurrent.LSTM;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * A model of a text: it learns to tell the next character by those before it, and so to write. As it learns, it prints how
 * surprised it is by the text, in nats a character, and what it writes by then.
 *
 * @see <a href="https://karpathy.github.io/2015/05/21/rnn-effectiveness/">Karpathy, The unreasonable effectiveness of
 *     recurrent neural networks (2015)</a>
 */
final class CharacterModel {
    private static final float LEARNING_RATE = 0.004f;
    private static final int STEPS_IN_ROUND = 50;
    private static final int BATCH_SIZE = 32;
    private static final int N_BEFORE = 48; // the characters that it sees
    private static final int SAMPLE = 200;

    void main(String... args) {
        var options = CharacterOptions.parse(args);
        var text = options.read();
        if (text.length() <= N_BEFORE) {
            throw new IllegalArgumentException("The text must have more than " + N_BEFORE + " characters");
        }
        int[] alphabet = text.chars().distinct().sorted().toArray();
        int[] numbers =
                text.chars().map(each -> Arrays.binarySearch(alphabet, each)).toArray();

        var tf = Tf.create();
        tf.graph().setSeed(options.seed());
        var before = tf.placeholder(DType.INT32, Shape.of(-1, N_BEFORE), "before");
        var next = tf.placeholder(DType.INT32, Shape.of(-1, N_BEFORE), "next");
        var logits = new LayerChain(tf, options.network(), before, layers(options.network(), alphabet.length))
                .apply(tf, before, Phase.TRAINING);
        var rows = tf.reshape(logits, -1, alphabet.length);
        var cost = tf.reduceMean(tf.nn.sparseSoftmaxCrossEntropyWithLogits(rows, tf.reshape(next, -1)));
        var optimizer = tf.train.adam(LEARNING_RATE).minimize(cost);

        // What comes behind the last character: the lower the temperature, the surer.
        var last = tf.slice(rows, new int[] {N_BEFORE - 1, 0}, new int[] {1, alphabet.length});
        var probabilities = tf.nn.softmax(tf.divide(last, tf.constant(options.temperature())));

        var random = new Random(options.seed());
        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            for (int round = 0; round < options.rounds(); round++) {
                double averageCost = 0;
                for (int step = 0; step < STEPS_IN_ROUND; step++) {
                    int[][] windows = new int[BATCH_SIZE][];
                    int[][] answers = new int[BATCH_SIZE][];
                    for (int i = 0; i < BATCH_SIZE; i++) {
                        int from = random.nextInt(numbers.length - N_BEFORE);
                        windows[i] = Arrays.copyOfRange(numbers, from, from + N_BEFORE);
                        answers[i] = Arrays.copyOfRange(numbers, from + 1, from + 1 + N_BEFORE);
                    }
                    var results = session.run(
                            List.of(optimizer, cost), feed(before, Tensor.of(windows)), feed(next, Tensor.of(answers)));
                    averageCost += results.get(cost).doubleValue() / STEPS_IN_ROUND;
                }
                IO.println("Round: %02d cost= %.3f".formatted(round + 1, averageCost));

                int[] written = Arrays.copyOf(numbers, N_BEFORE + SAMPLE); // goes on from the text's beginning
                for (int i = N_BEFORE; i < written.length; i++) {
                    int[][] seen = {Arrays.copyOfRange(written, i - N_BEFORE, i)};
                    written[i] = draw(
                            session.run(probabilities, feed(before, Tensor.of(seen)))
                                    .floats(),
                            random);
                }
                var sample = new StringBuilder();
                for (int i = N_BEFORE; i < written.length; i++) {
                    sample.append((char) alphabet[written[i]]);
                }
                IO.println(sample.toString().indent(4));
            }
        }
    }

    private static Layer[] layers(String network, int characters) {
        return network.equals("lstm")
                ? new Layer[] {new Embedding(characters, 32), new LSTM(128).returnSequences(), new Dense(characters)}
                : new Layer[] {
                    new PositionalEmbedding(N_BEFORE, characters, 64),
                    new TransformerBlock(4, 16, 128).causal().normalizeFirst().named("block_1"),
                    new TransformerBlock(4, 16, 128).causal().normalizeFirst().named("block_2"),
                    new LayerNormalization(),
                    new Dense(characters)
                };
    }

    /** One of the numbers from 0 on, each as likely as it is said to be. */
    static int draw(float[] probabilities, Random random) {
        double rest = random.nextDouble();
        for (int i = 0; i < probabilities.length; i++) {
            rest -= probabilities[i];
            if (rest < 0) {
                return i;
            }
        }
        return probabilities.length - 1; // by rounding, their sum may be a little below 1
    }
}
