package dev.lamina.data;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;

/**
 * What one example looks like; all of a source's examples look alike.
 *
 * @param featureShape the shape of the features, fully defined
 * @param featureType the type of the features
 * @param labelShape the shape of the label, fully defined: of a single value {@code []}
 * @param labelType the type of the label
 */
public record ExampleSpec(Shape featureShape, DType featureType, Shape labelShape, DType labelType) {
    /**
     * Checks that an array can hold such examples.
     *
     * @throws InvalidArgumentException when a shape is not fully defined, or a type has no elements
     */
    public ExampleSpec {
        check("features", featureShape, featureType);
        check("label", labelShape, labelType);
    }

    private static void check(String what, Shape shape, DType type) {
        if (!shape.isFullyDefined() || type == DType.RESOURCE) {
            throw new InvalidArgumentException("an example's " + what
                    + " have a fully defined shape and a type with elements, got " + type + " " + shape);
        }
    }

    boolean sameFeatures(ExampleSpec other) {
        return featureType == other.featureType && featureShape.equals(other.featureShape);
    }

    boolean sameLabel(ExampleSpec other) {
        return labelType == other.labelType && labelShape.equals(other.labelShape);
    }

    /** These examples with other features. */
    public ExampleSpec withFeatures(Shape shape, DType type) {
        return new ExampleSpec(shape, type, labelShape, labelType);
    }

    /** These examples with another label. */
    public ExampleSpec withLabel(Shape shape, DType type) {
        return new ExampleSpec(featureShape, featureType, shape, type);
    }
}
