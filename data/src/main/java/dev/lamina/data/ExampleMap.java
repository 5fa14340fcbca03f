package dev.lamina.data;

import java.util.random.RandomGenerator;

/**
 * A stage that makes another example of each.
 *
 * <p>What it makes depends on the example and the random numbers it is given alone. It is called by
 * several threads at once, each with examples and random numbers of its own.
 */
@FunctionalInterface
public interface ExampleMap {
    /**
     * Writes to {@code output} what it makes of {@code input}.
     *
     * @param input the example, not to be written
     * @param output where to: features and label each begin as a copy of the input's where type and
     *     shape are the same, and else as zeros
     * @param random random numbers that the pipeline's seed, the epoch and the example fix
     */
    void apply(Example input, Example output, RandomGenerator random);

    /**
     * What it makes of examples that look so: by default, ones that look the same.
     *
     * @throws dev.lamina.error.InvalidArgumentException when it cannot take them
     */
    default ExampleSpec spec(ExampleSpec input) {
        return input;
    }
}
