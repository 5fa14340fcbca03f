package dev.lamina.train;

import dev.lamina.graph.Operand;
import dev.lamina.train.range.Range;
import org.jspecify.annotations.Nullable;

/**
 * A number that an optimizer works with: a constant, or a scalar that every step computes, as a schedule does.
 *
 * @param name TensorFlow's name of the constant
 * @param value the constant, where there is no operand
 * @param operand the scalar
 */
record Hyperparameter(String name, float value, @Nullable Operand operand) {
    /**
     * A number of at least 0, such as a rate.
     *
     * @throws dev.lamina.error.InvalidArgumentException if it is not that, or not finite
     */
    static Hyperparameter rate(String name, float value) {
        return within(Range.RATE, name, value);
    }

    /**
     * A number from 0 to 1, such as what part of a sum is kept.
     *
     * @throws dev.lamina.error.InvalidArgumentException if it is not that
     */
    static Hyperparameter part(String name, float value) {
        return within(Range.PART, name, value);
    }

    /**
     * A number from 0 to below 1, by whose distance from 1 is divided.
     *
     * @throws dev.lamina.error.InvalidArgumentException if it is not that
     */
    static Hyperparameter lessThanAll(String name, float value) {
        return within(Range.LESS_THAN_ALL, name, value);
    }

    private static Hyperparameter within(Range range, String name, float value) {
        return new Hyperparameter(name, range.require(name, value), null);
    }

    static Hyperparameter of(String name, Operand operand) {
        return new Hyperparameter(name, Float.NaN, operand);
    }
}
