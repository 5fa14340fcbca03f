package dev.lamina.train;

import dev.lamina.graph.Operand;

/**
 * Adam with decoupled weight decay, as TensorFlow 1's {@code tf.contrib.opt.AdamWOptimizer}: every step first does {@code
 * w -= weightDecay * w}, then {@link Adam}'s update by the gradient that was computed before.
 *
 * <p>The weight decay is not multiplied by the learning rate. What Keras and PyTorch call a weight decay of d is {@code d
 * * learningRate} here: give that product as the operand if the decay is to follow the schedule.
 *
 * @see Optimizer#decayOnly
 * @see <a href="https://arxiv.org/abs/1711.05101">Loshchilov, Hutter, Decoupled weight decay regularization (2017)</a>
 */
public final class AdamW extends Adam {
    /** With fixed rates, betas of 0.9 and 0.999, and an epsilon of 1e-8. */
    public AdamW(float weightDecay, float learningRate) {
        this(weightDecay, learningRate, 0.9f, 0.999f, 1e-8f);
    }

    /** With fixed rates. */
    public AdamW(float weightDecay, float learningRate, float beta1, float beta2, float epsilon) {
        super("AdamW", Hyperparameter.rate("learning_rate", learningRate), beta1, beta2, epsilon);
        decayWeights(weightDecay);
    }

    /** With rates that every step computes. */
    public AdamW(Operand weightDecay, Operand learningRate, float beta1, float beta2, float epsilon) {
        super("AdamW", Hyperparameter.of("learning_rate", learningRate), beta1, beta2, epsilon);
        decayWeights(weightDecay);
    }
}
