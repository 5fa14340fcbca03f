package dev.lamina.compiler;

import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a parameter when a region is compiled.
 *
 * @param shape the shape of what it is given
 * @param constant what it is given, if that is the same in every run
 * @param isDead whether it is given nothing, as what would have made it did not run
 */
record Given(Shape shape, @Nullable Tensor constant, boolean isDead) {
    Given(Shape shape, @Nullable Tensor constant) {
        this(shape, constant, false);
    }

    /** Of a parameter that is dead. */
    static final Given DEAD = new Given(Shape.unknown(), null, true);

    static Given of(Shape shape) {
        return new Given(shape, null);
    }
}
