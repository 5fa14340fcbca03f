package dev.lamina.data;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;

/**
 * What one of the tensors of an example looks like.
 *
 * @param name under which it is found: that of the model's input or output that it goes to, where there are several
 * @param shape fully defined: of a single value {@code []}
 * @param type the type of its elements
 */
public record TensorSpec(String name, Shape shape, DType type) {
    /**
     * Checks that an array can hold it.
     *
     * @throws InvalidArgumentException when the shape is not fully defined, or the type has no elements or complex ones
     */
    public TensorSpec {
        if (!shape.isFullyDefined() || type.isOpaque() || type.isComplex()) {
            throw new InvalidArgumentException("an example's " + name
                    + " have a fully defined shape and a type with elements that are no complex numbers, got " + type
                    + " " + shape);
        }
    }

    boolean isLike(TensorSpec other) {
        return type == other.type && shape.equals(other.shape);
    }

    /** Name, type and shape: {@code features float32[4]}. */
    @Override
    public String toString() {
        return name + " " + type + shape;
    }
}
