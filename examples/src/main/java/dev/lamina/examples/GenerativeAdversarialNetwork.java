package dev.lamina.examples;

import static dev.lamina.Tf.feed;

import dev.lamina.Tf;
import dev.lamina.graph.Output;
import dev.lamina.layer.Activation;
import dev.lamina.layer.ActivationLayer;
import dev.lamina.layer.BatchNormalization;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Dropout;
import dev.lamina.layer.Flatten;
import dev.lamina.layer.Phase;
import dev.lamina.layer.Reshape;
import dev.lamina.layer.conv.Conv2D;
import dev.lamina.layer.conv.Conv2DTranspose;
import dev.lamina.op.Padding;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * Two networks that learn from each other: one makes pictures of noise, the other tells them from real ones. What the
 * second finds wrong, the first learns to do better.
 *
 * @see <a href="https://arxiv.org/abs/1406.2661">Goodfellow et al., Generative adversarial nets (2014)</a>
 * @see <a href="https://arxiv.org/abs/1511.06434">Radford, Metz, Chintala, Deep convolutional ones (2015)</a>
 */
final class GenerativeAdversarialNetwork {
    private static final float LEARNING_RATE = 0.0005f;
    private static final float BETA_1 = 0.5f;
    private static final int TRAINING_EPOCHS = 6;
    private static final int BATCH_SIZE = 100;
    private static final int SIDE = 28; // pixels
    private static final int N_NOISE = 32;
    private static final int SHOWN = 10;

    void main(String... args) {
        var options = Options.parse(TRAINING_EPOCHS, args);
        var mnist = options.readDataSets(false);
        var tf = Tf.create();
        tf.graph().setSeed(options.seed());

        var real = tf.placeholder(DType.FLOAT32, Shape.of(-1, SIDE, SIDE, 1), "real");
        var noise = tf.randomNormal(BATCH_SIZE, N_NOISE);
        var generator = new LayerChain(
                tf,
                "generator",
                noise,
                new Dense(7 * 7 * 32),
                new Reshape(7, 7, 32),
                new BatchNormalization().momentum(0.9f),
                new ActivationLayer(Activation.RELU),
                new Conv2DTranspose(32, 4).strides(2).padding(Padding.SAME), // 14 x 14 x 32
                new BatchNormalization().momentum(0.9f),
                new ActivationLayer(Activation.RELU),
                new Conv2DTranspose(1, 4, Activation.SIGMOID).strides(2).padding(Padding.SAME)); // 28 x 28 x 1
        var discriminator = new LayerChain(
                tf,
                "discriminator",
                real,
                new Conv2D(32, 4, Activation.leakyRelu(0.2f)).strides(2).padding(Padding.SAME), // 14 x 14 x 32
                new Conv2D(64, 4, Activation.leakyRelu(0.2f)).strides(2).padding(Padding.SAME), // 7 x 7 x 64
                new Flatten(),
                Dropout.keep(0.7f),
                new Dense(1));

        var made = generator.apply(tf, noise, Phase.TRAINING);
        var realLogits = discriminator.apply(tf, real, Phase.TRAINING);
        var madeLogits = discriminator.apply(tf, made, Phase.TRAINING);
        var telling = tf.add(cost(tf, realLogits, 0.9f), cost(tf, madeLogits, 0)); // not too sure of the real ones
        var fooling = cost(tf, madeLogits, 1);
        // Each has its own optimizer, for its own variables.
        var tell = tf.train
                .adam(LEARNING_RATE, BETA_1, 0.999f, 1e-8f)
                .minimize(telling, tf.graph().trainableVariables("discriminator/.*"));
        var fool = tf.train
                .adam(LEARNING_RATE, BETA_1, 0.999f, 1e-8f)
                .minimize(fooling, tf.graph().trainableVariables("generator/.*"));
        var updates = tf.group(BatchNormalization.updates(tf.graph()));

        var given = tf.placeholder(DType.FLOAT32, Shape.of(-1, N_NOISE), "noise");
        var samples = generator.apply(tf, given, Phase.INFERENCE);
        var sheet = new Sheet(SIDE, SHOWN);
        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            var same = feed(given, session.run(noise));
            sheet.add(Pictures.part(session.run(samples, same), 0, SHOWN));
            var training = options.batches(mnist.train(), BATCH_SIZE);
            for (int epoch = 0; epoch < options.epochs(); epoch++) {
                double told = 0;
                double fooled = 0;
                try (var batches = training.open(epoch, 0)) {
                    while (batches.hasNext()) {
                        var pictures = feed(real, batches.next().images());
                        told += session.run(List.of(tell, telling), pictures)
                                .get(telling)
                                .doubleValue();
                        fooled += session.run(List.of(fool, updates, fooling))
                                .get(fooling)
                                .doubleValue();
                    }
                }
                long steps = training.batchesPerEpoch();
                IO.println(
                        "Epoch: %02d telling= %.3f fooling= %.3f".formatted(epoch + 1, told / steps, fooled / steps));
                sheet.add(Pictures.part(session.run(samples, same), 0, SHOWN));
            }
            sheet.add(Pictures.part(session.run(samples, same), SHOWN, 2 * SHOWN));
            var file = options.pictureFile("generative-adversarial-network.png");
            sheet.write(file);
            IO.println("The same noise before training and after each epoch, and more at the end: " + file);
        }
    }

    /** How much is lost where a picture is given such a probability of being real. */
    private static Output cost(Tf tf, Output logits, float wanted) {
        var all = tf.multiply(tf.onesLike(logits), tf.constant(wanted));
        return tf.reduceMean(tf.nn.sigmoidCrossEntropyWithLogits(logits, all));
    }
}
