package dev.lamina.examples;

import static dev.lamina.Tf.feed;

import dev.lamina.Tf;
import dev.lamina.layer.Activation;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Flatten;
import dev.lamina.layer.Phase;
import dev.lamina.layer.Reshape;
import dev.lamina.layer.conv.Conv2D;
import dev.lamina.layer.conv.Conv2DTranspose;
import dev.lamina.op.Padding;
import dev.lamina.op.random.RandomStandardNormal;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;

/**
 * A variational autoencoder: of a picture it makes not a code but where codes of such a picture are likely, near to a
 * normal distribution. So codes that are drawn from that give new pictures, and a walk from the code of one picture to that
 * of another leads through pictures.
 *
 * @see <a href="https://arxiv.org/abs/1312.6114">Kingma, Welling, Auto-encoding variational Bayes (2013)</a>
 */
final class VariationalAutoencoder {
    private static final float LEARNING_RATE = 0.002f;
    private static final int TRAINING_EPOCHS = 8;
    private static final int BATCH_SIZE = 50;
    private static final int SIDE = 28; // pixels
    private static final int N_CODE = 10;
    private static final int SHOWN = 10;
    private static final int WALKS = 3;

    void main(String... args) {
        var options = Options.parse(TRAINING_EPOCHS, args);
        var mnist = options.readDataSets(false);
        var tf = Tf.create();
        tf.graph().setSeed(options.seed());

        var x = tf.placeholder(DType.FLOAT32, Shape.of(-1, SIDE, SIDE, 1), "x");
        var encoder = new LayerChain(
                tf,
                "encoder",
                x,
                new Conv2D(16, 3, Activation.RELU).strides(2).padding(Padding.SAME),
                new Conv2D(32, 3, Activation.RELU).strides(2).padding(Padding.SAME),
                new Flatten(),
                new Dense(128, Activation.RELU),
                new Dense(2 * N_CODE));
        var parts = tf.split(encoder.apply(tf, x, Phase.TRAINING), 2, 1);
        var mean = parts.get(0);
        var logVariance = parts.get(1);
        var noise = RandomStandardNormal.of(tf.scope(), tf.shape(mean), DType.FLOAT32);
        var drawn = tf.add(mean, tf.multiply(tf.exp(tf.multiply(logVariance, tf.constant(0.5f))), noise));

        var decoder = new LayerChain(
                tf,
                "decoder",
                drawn,
                new Dense(128, Activation.RELU),
                new Dense(7 * 7 * 32, Activation.RELU),
                new Reshape(7, 7, 32),
                new Conv2DTranspose(16, 3, Activation.RELU).strides(2).padding(Padding.SAME),
                new Conv2DTranspose(1, 3).strides(2).padding(Padding.SAME));
        var logits = decoder.apply(tf, drawn, Phase.TRAINING);
        var code = tf.placeholder(DType.FLOAT32, Shape.of(-1, N_CODE), "code");
        var picture = tf.sigmoid(decoder.apply(tf, code, Phase.INFERENCE));

        // What it costs to tell the picture, and to tell the code to who expects a normal one: nats a picture.
        var telling = tf.reduceMean(tf.reduceSum(tf.nn.sigmoidCrossEntropyWithLogits(logits, x), 1, 2, 3));
        var excess = tf.subtract(tf.add(tf.square(mean), tf.exp(logVariance)), tf.add(logVariance, tf.constant(1f)));
        var divergence = tf.multiply(tf.reduceMean(tf.reduceSum(excess, 1)), tf.constant(0.5f));
        var cost = tf.add(telling, divergence);
        var optimizer = tf.train.adam(LEARNING_RATE).minimize(cost);

        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            var shown = Pictures.first(mnist.test(), 1000);
            var test = feed(x, shown);
            var training = options.batches(mnist.train(), BATCH_SIZE);
            for (int epoch = 0; epoch < options.epochs(); epoch++) {
                try (var batches = training.open(epoch, 0)) {
                    while (batches.hasNext()) {
                        session.run(optimizer, feed(x, batches.next().images()));
                    }
                }
                var costs = session.run(List.of(telling, divergence), test);
                IO.println("Epoch: %02d picture= %.1f code= %.1f"
                        .formatted(
                                epoch + 1,
                                costs.get(0).floatValue(),
                                costs.get(1).floatValue()));
            }

            var codes = session.run(mean, test);
            var sheet = new Sheet(SIDE, SHOWN);
            sheet.add(Pictures.part(shown, 0, SHOWN));
            sheet.add(session.run(picture, feed(code, Pictures.part(codes, 0, SHOWN))));
            sheet.add(session.run(picture, feed(code, session.run(tf.randomNormal(SHOWN, N_CODE)))));
            for (int walk = 0; walk < WALKS; walk++) {
                sheet.add(session.run(picture, feed(code, steps(codes, walk, SHOWN - 1 - walk))));
            }
            var file = options.pictureFile("variational-autoencoder.png");
            sheet.write(file);
            IO.println("Pictures; what their codes give; new ones; " + WALKS + " walks between pictures: " + file);
        }
    }

    /** Codes on the straight line from one to another. */
    static Tensor steps(Tensor codes, int from, int to) {
        float[] all = codes.floats();
        var steps = new float[SHOWN][N_CODE];
        for (int step = 0; step < SHOWN; step++) {
            float share = step / (SHOWN - 1f);
            for (int i = 0; i < N_CODE; i++) {
                steps[step][i] = (1 - share) * all[from * N_CODE + i] + share * all[to * N_CODE + i];
            }
        }
        return Tensor.of(steps);
    }
}
