package dev.lamina.examples;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensorflow.Saver;

/**
 * The naming error: variables without names are called by the order in which they are built, and a model that builds them
 * in another order finds the wrong values in the file. {@link NamedRestore} is the cure.
 */
final class NamingError {
    void main(String... args) {
        var saveFile = args.length == 0 ? "./model.ckpt" : args[0];
        save(saveFile);
        try {
            load(saveFile);
        } catch (InvalidArgumentException error) {
            IO.println(error);
        }
    }

    private static void save(String saveFile) {
        var tf = Tf.create();
        var weights = tf.variable(tf.truncatedNormal(2, 3));
        var bias = tf.variable(tf.truncatedNormal(3));
        IO.println("Save Weights: " + weights.name());
        IO.println("Save Bias: " + bias.name());

        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            new Saver(tf.graph()).save(session, saveFile);
        }
    }

    private static void load(String saveFile) {
        var tf = Tf.create();
        var bias = tf.variable(tf.truncatedNormal(3));
        var weights = tf.variable(tf.truncatedNormal(2, 3));
        IO.println("Load Weights: " + weights.name());
        IO.println("Load Bias: " + bias.name());

        try (var session = tf.session()) {
            new Saver(tf.graph()).restore(session, saveFile);
        }
    }
}
