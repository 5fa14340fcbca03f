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
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * An autoencoder: convolutions make 32 numbers of a picture, transposed convolutions the picture of the numbers. Nobody
 * tells it what the pictures show; what it keeps in the numbers is what tells one from another.
 */
final class ConvolutionalAutoencoder {
    private static final float LEARNING_RATE = 0.002f;
    private static final int TRAINING_EPOCHS = 5;
    private static final int BATCH_SIZE = 50;
    private static final int SIDE = 28; // pixels
    private static final int N_CODE = 32; // the numbers of a picture
    private static final int SHOWN = 10;

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
                new Conv2D(16, 3, Activation.RELU).strides(2).padding(Padding.SAME), // 14 x 14 x 16
                new Conv2D(32, 3, Activation.RELU).strides(2).padding(Padding.SAME), // 7 x 7 x 32
                new Flatten(),
                new Dense(N_CODE));
        var code = encoder.apply(tf, x, Phase.TRAINING);
        var decoder = new LayerChain(
                tf,
                "decoder",
                code,
                new Dense(7 * 7 * 32, Activation.RELU),
                new Reshape(7, 7, 32),
                new Conv2DTranspose(16, 3, Activation.RELU).strides(2).padding(Padding.SAME), // 14 x 14 x 16
                new Conv2DTranspose(1, 3).strides(2).padding(Padding.SAME)); // 28 x 28 x 1
        var logits = decoder.apply(tf, code, Phase.TRAINING);
        var picture = tf.sigmoid(logits);

        var cost = tf.reduceMean(tf.nn.sigmoidCrossEntropyWithLogits(logits, x));
        var optimizer = tf.train.adam(LEARNING_RATE).minimize(cost);
        var error = tf.reduceMean(tf.squaredDifference(picture, x));
        // What one error for all pictures would be: that of the mean picture.
        var meanError = tf.reduceMean(tf.squaredDifference(tf.reduceMean(x, true, 0), x));

        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            var shown = Pictures.first(mnist.test(), 1000);
            var test = feed(x, shown);
            IO.println("The mean picture has an error of %.4f"
                    .formatted(session.run(meanError, test).floatValue()));
            var training = options.batches(mnist.train(), BATCH_SIZE);
            for (int epoch = 0; epoch < options.epochs(); epoch++) {
                try (var batches = training.open(epoch, 0)) {
                    while (batches.hasNext()) {
                        session.run(optimizer, feed(x, batches.next().images()));
                    }
                }
                IO.println("Epoch: %02d error= %.4f"
                        .formatted(epoch + 1, session.run(error, test).floatValue()));
            }
            var made = session.run(picture, test);
            var sheet = new Sheet(SIDE, SHOWN);
            for (int row = 0; row < 3; row++) {
                for (var tensor : List.of(shown, made)) { // each row of pictures, and below it what was made of them
                    sheet.add(Pictures.part(tensor, row * SHOWN, SHOWN));
                }
            }
            var file = options.pictureFile("autoencoder.png");
            sheet.write(file);
            IO.println("Pictures, and below each what its " + N_CODE + " numbers give: " + file);
        }
    }
}
