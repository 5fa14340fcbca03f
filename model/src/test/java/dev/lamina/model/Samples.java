package dev.lamina.model;

import dev.lamina.data.BatchSource;
import dev.lamina.data.Pipeline;
import dev.lamina.layer.Activation;
import dev.lamina.layer.BatchNormalization;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Dropout;
import dev.lamina.layer.Regularizer;
import dev.lamina.loss.SparseSoftmaxCrossEntropy;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.Adam;
import dev.lamina.train.Constraint;
import java.util.Random;

/** Data that a small network learns, and one with everything in it that has a state. */
final class Samples {
    static final int CLASSES = 3;
    private static final int FEATURES = 4;

    private Samples() {}

    /** Shuffled batches of 8 examples: a class is where one of the features is the greatest of three. */
    static BatchSource training(int examples) {
        return pipeline(examples, 1).shuffle(5).batch(8);
    }

    static BatchSource validation(int examples) {
        return pipeline(examples, 2).batch(32);
    }

    static Tensor features(int examples, long seed) {
        Random random = new Random(seed);
        float[] values = new float[examples * FEATURES];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return Tensor.wrap(values, examples, FEATURES);
    }

    static Pipeline pipeline(int examples, long seed) {
        Tensor features = features(examples, seed);
        float[] x = features.floats();
        int[] classes = new int[examples];
        for (int i = 0; i < examples; i++) {
            for (int c = 1; c < CLASSES; c++) {
                if (x[i * FEATURES + c] > x[i * FEATURES + classes[i]]) {
                    classes[i] = c;
                }
            }
        }
        return Pipeline.of(features, Tensor.wrap(classes, examples));
    }

    /** Dropout, batch normalisation, penalties, a constraint. */
    static Network network() {
        return Network.sequential(
                Shape.of(FEATURES),
                new Dense(16, Activation.RELU)
                        .kernelConstraint(Constraint.maxNorm(1))
                        .kernelRegularizer(Regularizer.l2(1e-3f)),
                Dropout.keep(0.75f),
                new BatchNormalization().momentum(0.9f),
                new Dense(CLASSES));
    }

    static Model model(Network network) {
        return Model.of(network, 7)
                .compile(Compilation.of(new Adam(0.01f), new SparseSoftmaxCrossEntropy())
                        .accuracy());
    }

    static Model model() {
        return model(network());
    }
}
