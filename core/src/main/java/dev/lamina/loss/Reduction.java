package dev.lamina.loss;

/** How the weighted losses of a batch become one number, as TensorFlow 1's {@code tf.losses.Reduction}. */
public enum Reduction {
    /** They do not: the losses stay in their shape. */
    NONE,
    /** Their sum. */
    SUM,
    /** Their sum, divided by the sum of the weights. */
    MEAN,
    /** Their sum, divided by their number. */
    SUM_OVER_BATCH_SIZE,
    /** Their sum, divided by the number of those whose weight is not 0: TensorFlow's default. */
    SUM_BY_NONZERO_WEIGHTS
}
