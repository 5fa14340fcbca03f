package dev.lamina.data;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.random.RandomGenerator;

/**
 * Makes one-hot float32 [classes] of a label that is a class: one integer.
 *
 * <p>TensorFlow: {@code OneHot}, but that a class out of range is an {@link InvalidArgumentException}
 * when it is read.
 *
 * @param classes the number of classes, 1 or more
 */
public record OneHot(int classes) implements ExampleMap {
    /**
     * Checks the number.
     *
     * @throws InvalidArgumentException when it is below 1
     */
    public OneHot {
        if (classes < 1) {
            throw new InvalidArgumentException("one-hot: expected 1 class or more, got " + classes);
        }
    }

    @Override
    public ExampleSpec spec(ExampleSpec input) {
        if (!input.labelType().isInteger() || input.labelShape().elements() != 1) {
            throw new InvalidArgumentException(
                    "one-hot: expected one integer as a label, got " + input.labelType() + " " + input.labelShape());
        }
        return input.withLabel(Shape.of(classes), DType.FLOAT32);
    }

    @Override
    public void apply(Example input, Example output, RandomGenerator random) {
        double label = input.label().get(0);
        if (label < 0 || label >= classes) {
            throw new InvalidArgumentException("one-hot: example " + input.index() + " has the class " + (long) label
                    + ", expected 0 to " + (classes - 1));
        }
        output.label().set((int) label, 1);
    }
}
