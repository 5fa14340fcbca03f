package dev.lamina.data;

import dev.lamina.error.InvalidArgumentException;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/** The same examples with weights. */
record Weighted(ToDoubleFunction<Example> weight) implements ExampleMap {
    @Override
    public ExampleSpec spec(ExampleSpec input) {
        return new ExampleSpec(input.features(), input.labels(), true);
    }

    @Override
    public void apply(Example input, Example output, RandomGenerator random) {
        double value = weight.applyAsDouble(input);
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new InvalidArgumentException(
                    "the weight of example " + input.index() + " is not finite and at least 0: " + value);
        }
        output.weight().set(0, value);
    }
}
