package dev.lamina.data;

import dev.lamina.error.InvalidArgumentException;
import java.util.List;
import java.util.stream.Collectors;

/** A place for one example: what a source fills, and what a map reads and writes. Belongs to one thread. */
public final class Example {
    private final ExampleSpec spec;
    private final List<Values> values;
    private long epoch;
    private int index;
    private boolean varies;

    /**
     * A place whose values are those.
     *
     * @param values in the order of {@link ExampleSpec#all}
     */
    Example(ExampleSpec spec, List<Values> values) {
        this.spec = spec;
        this.values = List.copyOf(values);
    }

    /** A place of its own, of zeros. */
    static Example allocate(ExampleSpec spec) {
        return new Example(
                spec,
                spec.all().stream()
                        .map(each -> new Values(
                                each.type(),
                                each.shape(),
                                each.type().newArray(each.shape().size())))
                        .toList());
    }

    /**
     * The features.
     *
     * @throws InvalidArgumentException when there are several, which have names
     */
    public Values features() {
        return values.get(ExampleSpec.only(ExampleSpec.FEATURES, spec.features()));
    }

    /**
     * Those of several features with that name.
     *
     * @throws InvalidArgumentException when there are none
     */
    public Values features(String name) {
        return values.get(ExampleSpec.place(ExampleSpec.FEATURES, spec.features(), name));
    }

    /**
     * The label.
     *
     * @throws InvalidArgumentException when there is none, or there are several, which have names
     */
    public Values label() {
        return values.get(spec.features().size() + ExampleSpec.only(ExampleSpec.LABELS, spec.labels()));
    }

    /**
     * That of several labels with that name.
     *
     * @throws InvalidArgumentException when there is none
     */
    public Values label(String name) {
        return values.get(spec.features().size() + ExampleSpec.place(ExampleSpec.LABELS, spec.labels(), name));
    }

    /**
     * The weight, one float32.
     *
     * @throws InvalidArgumentException when examples have none
     */
    public Values weight() {
        if (!spec.isWeighted()) {
            throw new InvalidArgumentException("the examples have no weights", "give them some with Pipeline.weighted");
        }
        return values.getLast();
    }

    /** All values, in the order of {@link ExampleSpec#all}. */
    List<Values> values() {
        return values;
    }

    /**
     * The label as {@linkplain Values#text text}, or all of several: for a {@linkplain dev.lamina.data.split.Split#stratified
     * split} that divides each class alike.
     */
    public String labelText() {
        int first = spec.features().size();
        return text(values.subList(first, first + spec.labels().size()));
    }

    /** Features and labels as {@linkplain Values#text text}, the same for examples that are the same. */
    public String content() {
        return text(values.subList(0, spec.features().size() + spec.labels().size()));
    }

    private static String text(List<Values> values) {
        return values.stream().map(Values::text).collect(Collectors.joining());
    }

    /** The example's number in its source, from 0, whatever was shuffled. */
    public int index() {
        return index;
    }

    /** The epoch that the example is read in, from 0; a repetition is an epoch of its own. */
    public long epoch() {
        varies = true;
        return epoch;
    }

    /** {@link #epoch()}, asked for by what does not change the example by it. */
    long originEpoch() {
        return epoch;
    }

    void origin(long newEpoch, int newIndex) {
        this.epoch = newEpoch;
        this.index = newIndex;
        this.varies = false;
    }

    /** Whether it may be another in the next epoch, for what a map does with random numbers or the epoch's. */
    boolean varies() {
        return varies;
    }

    void setVaries() {
        varies = true;
    }

    /** The {@code i}-th row of a batch from now on. */
    Example moveTo(int i) {
        for (int k = 0; k < values.size(); k++) {
            values.get(k).moveTo(i);
        }
        return this;
    }
}
