package dev.lamina.data;

import java.util.random.RandomGenerator;

/** The same examples under other names, or without labels. */
record Renamed(ExampleSpec to) implements ExampleMap {
    @Override
    public ExampleSpec spec(ExampleSpec input) {
        return to;
    }

    @Override
    public void apply(Example input, Example output, RandomGenerator random) {
        // What has the same place, type and shape is copied before.
    }
}
