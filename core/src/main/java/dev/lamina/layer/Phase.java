package dev.lamina.layer;

/**
 * What a part of a graph is for. A layer that does one thing while it learns and another when it is used, as dropout and
 * batch normalisation do, is told which whenever it is applied: there is nothing to feed, and nothing to forget.
 */
public enum Phase {
    /** The part that the loss is computed with. */
    TRAINING,
    /** The part that evaluates and predicts: nothing in it is random, and it changes no variable. */
    INFERENCE
}
