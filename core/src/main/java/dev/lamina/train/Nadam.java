package dev.lamina.train;

import dev.lamina.graph.Operand;

/**
 * Adam that steps ahead as Nesterov's momentum does: as {@link Adam}, with {@code beta1 * m + (1 - beta1) * gradient} in place of the last
 * {@code m}. TensorFlow 1's {@code tf.contrib.opt.NadamOptimizer}.
 *
 * @see <a href="https://cs229.stanford.edu/proj2015/054_report.pdf">Dozat, Incorporating Nesterov momentum into Adam (2016)</a>
 */
public final class Nadam extends Adam {
    /** With a learning rate of 0.001, betas of 0.9 and 0.999, and an epsilon of 1e-8. */
    public Nadam() {
        this(0.001f);
    }

    /** With a fixed learning rate, betas of 0.9 and 0.999, and an epsilon of 1e-8. */
    public Nadam(float learningRate) {
        this(learningRate, 0.9f, 0.999f, 1e-8f);
    }

    /** With a fixed learning rate. */
    public Nadam(float learningRate, float beta1, float beta2, float epsilon) {
        super("Nadam", Hyperparameter.rate("learning_rate", learningRate), beta1, beta2, epsilon);
    }

    /** With a learning rate that every step computes. */
    public Nadam(Operand learningRate, float beta1, float beta2, float epsilon) {
        super("Nadam", Hyperparameter.of("learning_rate", learningRate), beta1, beta2, epsilon);
    }

    @Override
    boolean usesNesterov() {
        return true;
    }
}
