package dev.lamina.data;

import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;

/** A place for one example: what a source fills, and what a map reads and writes. Belongs to one thread. */
public final class Example {
    private final Values features;
    private final Values label;
    private long epoch;
    private int index;

    Example(Values features, Values label) {
        this.features = features;
        this.label = label;
    }

    /** A place of its own, of zeros. */
    static Example allocate(ExampleSpec spec) {
        return new Example(
                allocate(spec.featureShape(), spec.featureType()), allocate(spec.labelShape(), spec.labelType()));
    }

    private static Values allocate(Shape shape, DType type) {
        return new Values(type, shape, type.newArray(shape.size()));
    }

    /** The features. */
    public Values features() {
        return features;
    }

    /** The label. */
    public Values label() {
        return label;
    }

    /** The example's number in its source, from 0, whatever was shuffled. */
    public int index() {
        return index;
    }

    /** The epoch that the example is read in, from 0; a repetition is an epoch of its own. */
    public long epoch() {
        return epoch;
    }

    void origin(long newEpoch, int newIndex) {
        this.epoch = newEpoch;
        this.index = newIndex;
    }

    /** The {@code i}-th row of a batch from now on. */
    Example moveTo(int i) {
        features.moveTo(i);
        label.moveTo(i);
        return this;
    }
}
