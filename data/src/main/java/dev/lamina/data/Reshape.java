package dev.lamina.data;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Shape;
import java.util.random.RandomGenerator;

/** Features in another shape of as many elements. */
record Reshape(Shape shape) implements ExampleMap {
    @Override
    public ExampleSpec spec(ExampleSpec input) {
        if (!shape.isFullyDefined() || shape.elements() != input.featureShape().elements()) {
            throw new InvalidArgumentException(
                    "reshape: features of shape " + input.featureShape() + " do not fit shape " + shape);
        }
        return input.withFeatures(shape, input.featureType());
    }

    @Override
    public void apply(Example input, Example output, RandomGenerator random) {
        output.features().copyFrom(input.features());
    }
}
