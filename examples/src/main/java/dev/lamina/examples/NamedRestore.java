package dev.lamina.examples;

import dev.lamina.Tf;
import dev.lamina.tensorflow.Saver;

/** The cure of the {@link NamingError}: variables with names of their own are found, whatever the order of building. */
final class NamedRestore {
    void main(String... args) {
        var saveFile = args.length == 0 ? "./model.ckpt" : args[0];
        save(saveFile);
        load(saveFile);
        IO.println("Loaded Weights and Bias successfully.");
    }

    private static void save(String saveFile) {
        var tf = Tf.create();
        var weights = tf.variable(tf.truncatedNormal(2, 3), "weights_0");
        var bias = tf.variable(tf.truncatedNormal(3), "bias_0");
        IO.println("Save Weights: " + weights.name());
        IO.println("Save Bias: " + bias.name());

        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            new Saver(tf.graph()).save(session, saveFile);
        }
    }

    private static void load(String saveFile) {
        var tf = Tf.create();
        var bias = tf.variable(tf.truncatedNormal(3), "bias_0");
        var weights = tf.variable(tf.truncatedNormal(2, 3), "weights_0");
        IO.println("Load Weights: " + weights.name());
        IO.println("Load Bias: " + bias.name());

        try (var session = tf.session()) {
            new Saver(tf.graph()).restore(session, saveFile);
        }
    }
}
