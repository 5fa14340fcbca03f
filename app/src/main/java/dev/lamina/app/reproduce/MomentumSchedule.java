package dev.lamina.app.reproduce;

import dev.lamina.model.OptimizerFactory;
import dev.lamina.train.Momentum;
import dev.lamina.train.schedule.PolynomialDecay;

/**
 * Gradient descent with a momentum that rises evenly, while the learning rate falls evenly to 0 at the end of the training.
 *
 * @param learningRate at the beginning; a step goes up to 1 / (1 - momentum) times as far
 * @param from the momentum at the beginning
 * @param to the momentum from then on
 * @param rise the share of the training in which it rises, above 0 and at most 1
 */
record MomentumSchedule(float learningRate, float from, float to, float rise) {
    /** The optimizer for a training of so many steps. */
    OptimizerFactory over(long steps) {
        var rate = new PolynomialDecay(learningRate, steps, 0, 1, false);
        var momentum = new PolynomialDecay(from, Math.max(1, (long) (rise * steps)), to, 1, false);
        return (scope, step) -> new Momentum(rate.at(scope, step), momentum.at(scope, step), false);
    }
}
