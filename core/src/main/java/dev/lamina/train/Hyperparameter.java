package dev.lamina.train;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Operand;
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
     * @throws InvalidArgumentException if it is not that, or not finite
     */
    static Hyperparameter rate(String name, float value) {
        return within(name, value, value >= 0 && value <= Float.MAX_VALUE, "finite and at least 0");
    }

    /**
     * A number from 0 to 1, such as what part of a sum is kept.
     *
     * @throws InvalidArgumentException if it is not that
     */
    static Hyperparameter part(String name, float value) {
        return within(name, value, value >= 0 && value <= 1, "in [0, 1]");
    }

    /**
     * A number from 0 to below 1, by whose distance from 1 is divided.
     *
     * @throws InvalidArgumentException if it is not that
     */
    static Hyperparameter lessThanAll(String name, float value) {
        return within(name, value, value >= 0 && value < 1, "in [0, 1)");
    }

    private static Hyperparameter within(String name, float value, boolean fits, String range) {
        if (!fits) {
            throw new InvalidArgumentException(name + " must be " + range + ", got " + value);
        }
        return new Hyperparameter(name, value, null);
    }

    static Hyperparameter of(String name, Operand operand) {
        return new Hyperparameter(name, Float.NaN, operand);
    }
}
