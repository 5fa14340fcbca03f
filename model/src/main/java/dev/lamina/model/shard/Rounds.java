package dev.lamina.model.shard;

import dev.lamina.error.InvalidArgumentException;

/**
 * How a training dealt to shards goes: in rounds, each of which begins with the same weights in all shards and ends with one set of
 * weights again. What a round gives depends on the number of shards, not on who computes them, or on how many threads.
 */
public final class Rounds {
    private static final float OUTER_RATE = 0.7f;
    private static final float OUTER_MOMENTUM = 0.9f;

    private final int steps;
    private final boolean isOfGradients;
    private final boolean hasOuterStep;
    private final float outerRate;
    private final float outerMomentum;

    private Rounds(int steps, boolean isOfGradients, boolean hasOuterStep, float outerRate, float outerMomentum) {
        if (steps < 1) {
            throw new InvalidArgumentException("a round has 1 step or more, got " + steps);
        }
        this.steps = steps;
        this.isOfGradients = isOfGradients;
        this.hasOuterStep = hasOuterStep;
        this.outerRate = outerRate;
        this.outerMomentum = outerMomentum;
    }

    /**
     * Each round is one step: the gradients of one batch of each shard, averaged by their numbers of examples, then one update.
     * As training with batches that are as many times larger, but for layers that look at a batch as a whole, such as batch normalisation.
     */
    public static Rounds synchronous() {
        return new Rounds(1, true, false, 1, 0);
    }

    /**
     * Local SGD (Stich 2019, arXiv:1805.09767): in each round all shards do so many steps of their own, then weights, what the
     * optimizer keeps, and moving averages are averaged.
     *
     * @param steps 1 or more; at the end of an epoch a round has those that are left
     * @throws InvalidArgumentException if there are fewer
     */
    public static Rounds local(int steps) {
        return new Rounds(steps, false, false, 1, 0);
    }

    /**
     * DiLoCo (Douillard et al. 2023, arXiv:2311.08105), with its outer rate of 0.7 and momentum of 0.9.
     *
     * @see #diLoCo(int, float, float)
     */
    public static Rounds diLoCo(int steps) {
        return diLoCo(steps, OUTER_RATE, OUTER_MOMENTUM);
    }

    /**
     * DiLoCo: rounds as {@link #local}, but how far the average of the trained weights went is taken for a gradient, by which
     * Nesterov's momentum moves them. Unlike in the paper what the inner optimizer keeps is averaged: shards then have no state of
     * their own, and anyone can go on with any of them.
     *
     * @param steps 1 or more
     * @param outerRate above 0
     * @param outerMomentum from 0 to less than 1
     * @throws InvalidArgumentException if a number is out of range
     */
    public static Rounds diLoCo(int steps, float outerRate, float outerMomentum) {
        if (!(outerRate > 0 && outerRate < Float.POSITIVE_INFINITY) || !(outerMomentum >= 0 && outerMomentum < 1)) {
            throw new InvalidArgumentException(
                    "the outer rate is above 0 and the outer momentum from 0 to less than 1, got " + outerRate + " and "
                            + outerMomentum);
        }
        return new Rounds(steps, false, true, outerRate, outerMomentum);
    }

    /** The most steps of a round. */
    public int steps() {
        return steps;
    }

    /** Whether shards give gradients, not weights. */
    public boolean isOfGradients() {
        return isOfGradients;
    }

    /** Whether an outer optimizer moves the weights. */
    public boolean hasOuterStep() {
        return hasOuterStep;
    }

    /** The outer optimizer's learning rate. */
    public float outerRate() {
        return outerRate;
    }

    /** The outer optimizer's momentum. */
    public float outerMomentum() {
        return outerMomentum;
    }
}
