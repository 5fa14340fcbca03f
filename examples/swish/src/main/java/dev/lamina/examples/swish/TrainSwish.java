package dev.lamina.examples.swish;

import static dev.lamina.Tf.feed;

import dev.lamina.Tf;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.ModelSignature;
import dev.lamina.tensorflow.SavedModel;
import dev.lamina.train.Adam;
import java.nio.file.Path;
import java.util.Map;

/** Learns the sine by a layer of swishes, and saves it as {@code ./swish} unless another folder is named. */
final class TrainSwish {
    private static final int POINTS = 64;
    private static final int UNITS = 16;

    void main(String... args) {
        var folder = Path.of(args.length == 0 ? "swish" : args[0]);
        var tf = Tf.create();
        tf.graph().setSeed(1);
        var x = tf.placeholder(DType.FLOAT32, Shape.of(-1, 1), "x");
        var target = tf.placeholder(DType.FLOAT32, Shape.of(-1, 1), "target");
        var hidden = Swish.of(tf.scope(), dense(tf, x, 1, UNITS), 1.5f);
        var y = dense(tf, hidden, UNITS, 1);
        var loss = tf.reduceMean(tf.square(tf.subtract(y, target)));
        var train = new Adam(0.02f).minimize(loss);

        var angles = new float[POINTS][1];
        var sines = new float[POINTS][1];
        for (int i = 0; i < POINTS; i++) {
            angles[i][0] = -3 + 6f * i / (POINTS - 1);
            sines[i][0] = (float) Math.sin(angles[i][0]);
        }
        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            var xs = feed(x, Tensor.of(angles));
            var ys = feed(target, Tensor.of(sines));
            for (int step = 1; step <= 600; step++) {
                session.run(train, xs, ys);
                if (step % 200 == 0) {
                    IO.println("step %d: loss %.4f"
                            .formatted(step, session.run(loss, xs, ys).floatValue()));
                }
            }
            var signature = ModelSignature.predict(Map.of("angle", x), Map.of("sine", y));
            SavedModel.save(folder, session, Map.of(ModelSignature.DEFAULT, signature));
            IO.println("saved " + folder);
        }
    }

    private static Output dense(Tf tf, Operand input, int inputs, int outputs) {
        var weights = tf.variable(tf.truncatedNormal(inputs, outputs));
        return tf.add(tf.matmul(input, weights), tf.variable(tf.zeros(outputs)));
    }
}
