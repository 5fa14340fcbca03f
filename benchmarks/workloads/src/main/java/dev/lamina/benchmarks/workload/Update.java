package dev.lamina.benchmarks.workload;

/** How a step changes the weights. */
public enum Update {
    /** Gradient descent, rate 0.001. */
    SGD,
    /** {@code a = 0.9 a + g; w -= 0.001 a}. */
    MOMENTUM,
    /** Adam with rate 0.001, betas 0.9 and 0.999 and epsilon 1e-8. */
    ADAM;

    /** The learning rate of all. */
    public static final float RATE = 0.001f;

    /** The momentum. */
    public static final float MOMENTUM_FACTOR = 0.9f;
}
