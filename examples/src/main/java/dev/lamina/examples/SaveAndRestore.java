package dev.lamina.examples;

import dev.lamina.Tf;
import dev.lamina.tensorflow.Saver;

/** Saving variables, and loading them into a new model. The file is {@code ./model.ckpt} unless another is named. */
final class SaveAndRestore {
    void main(String... args) {
        var saveFile = args.length == 0 ? "./model.ckpt" : args[0];
        save(saveFile);
        load(saveFile);
    }

    private static void save(String saveFile) {
        var tf = Tf.create();
        var weights = tf.variable(tf.truncatedNormal(2, 3));
        var bias = tf.variable(tf.truncatedNormal(3));
        var saver = new Saver(tf.graph());

        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            IO.println("Weights:\n" + session.run(weights));
            IO.println("Bias:\n" + session.run(bias));
            saver.save(session, saveFile);
        }
    }

    private static void load(String saveFile) {
        var tf = Tf.create();
        var weights = tf.variable(tf.truncatedNormal(2, 3));
        var bias = tf.variable(tf.truncatedNormal(3));
        var saver = new Saver(tf.graph());

        // Restoring sets all variables: no initializer is needed.
        try (var session = tf.session()) {
            saver.restore(session, saveFile);
            IO.println("Weights:\n" + session.run(weights));
            IO.println("Bias:\n" + session.run(bias));
        }
    }
}
