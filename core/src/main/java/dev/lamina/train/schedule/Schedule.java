package dev.lamina.train.schedule;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;

/**
 * A learning rate as a function of the number of steps done. As that number is a variable of the graph, which is saved
 * and restored with the others, training that is resumed goes on with the right rate.
 */
@FunctionalInterface
public interface Schedule {
    /**
     * Adds the learning rate of the next step.
     *
     * @param globalStep the number of steps done, a numeric scalar; it counts as a float32, exact up to 2^24
     * @return a float32 scalar
     */
    Output at(Scope scope, Operand globalStep);

    /**
     * This schedule, begun after a warm-up in which the rate rises evenly from 0 to where this begins.
     *
     * @param steps of the warm-up, at least 1
     */
    default Schedule warmedUp(long steps) {
        return new WarmUp(steps, 0, this);
    }
}
