package dev.lamina.data;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one example looks like; all of a source's examples look alike. Most have one tensor of features and one label; those
 * for models of several inputs or outputs have several, told apart by their names.
 *
 * @param features one or more, each with a name of its own
 * @param labels each with a name of its own; none for examples of which only predictions are wanted
 * @param isWeighted whether each example has a weight, a float32, that says how much it counts
 */
public record ExampleSpec(List<TensorSpec> features, List<TensorSpec> labels, boolean isWeighted) {
    /** The name of features that have none of their own. */
    static final String FEATURES = "features";

    /** The name of a label that has none of its own. */
    static final String LABELS = "labels";

    static final TensorSpec WEIGHT = new TensorSpec("weight", Shape.scalar(), DType.FLOAT32);

    /**
     * Checks the names.
     *
     * @throws InvalidArgumentException when there are no features, or two features or two labels have one name
     */
    public ExampleSpec {
        features = List.copyOf(features);
        labels = List.copyOf(labels);
        if (features.isEmpty()) {
            throw new InvalidArgumentException("examples have features");
        }
        requireNames(FEATURES, features);
        requireNames(LABELS, labels);
    }

    private static void requireNames(String what, List<TensorSpec> specs) {
        Set<String> names = new HashSet<>();
        for (TensorSpec spec : specs) {
            if (!names.add(spec.name())) {
                throw new InvalidArgumentException(
                        "two of an example's " + what + " are called '" + spec.name() + "'",
                        "give one of them another name with Pipeline.named, or leave labels out with withoutLabels");
            }
        }
    }

    /**
     * Examples of one tensor of features and one label, without weights.
     *
     * @param featureShape the shape of the features, fully defined
     * @param featureType the type of the features
     * @param labelShape the shape of the label, fully defined: of a single value {@code []}
     * @param labelType the type of the label
     */
    public ExampleSpec(Shape featureShape, DType featureType, Shape labelShape, DType labelType) {
        this(
                List.of(new TensorSpec(FEATURES, featureShape, featureType)),
                List.of(new TensorSpec(LABELS, labelShape, labelType)),
                false);
    }

    /** Of each example all tensors: features, labels, and the weight if there is one. */
    List<TensorSpec> all() {
        List<TensorSpec> all = new ArrayList<>(features);
        all.addAll(labels);
        if (isWeighted) {
            all.add(WEIGHT);
        }
        return all;
    }

    /** Whether the labels are of the same types and shapes, whatever their names. */
    boolean sameLabels(ExampleSpec other) {
        boolean same = labels.size() == other.labels.size();
        for (int i = 0; same && i < labels.size(); i++) {
            same = labels.get(i).isLike(other.labels.get(i));
        }
        return same;
    }

    /** The place of a name. */
    static int place(String what, List<TensorSpec> specs, String name) {
        for (int i = 0; i < specs.size(); i++) {
            if (specs.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new InvalidArgumentException(
                "the examples' " + what + " are " + names(specs) + ", none is '" + name + "'");
    }

    /** The place of the only one. */
    static int only(String what, List<TensorSpec> specs) {
        if (specs.size() != 1) {
            throw new InvalidArgumentException(
                    specs.isEmpty()
                            ? "the examples have no " + what
                            : "the examples have several " + what + ", " + names(specs),
                    specs.isEmpty() ? null : "say which, by its name");
        }
        return 0;
    }

    static List<String> names(List<TensorSpec> specs) {
        return specs.stream().map(TensorSpec::name).toList();
    }

    private TensorSpec feature() {
        return features.get(only(FEATURES, features));
    }

    private TensorSpec label() {
        return labels.get(only(LABELS, labels));
    }

    /**
     * The shape of the features.
     *
     * @throws InvalidArgumentException when there are several
     */
    public Shape featureShape() {
        return feature().shape();
    }

    /**
     * The type of the features.
     *
     * @throws InvalidArgumentException when there are several
     */
    public DType featureType() {
        return feature().type();
    }

    /**
     * The shape of the label.
     *
     * @throws InvalidArgumentException when there is none, or there are several
     */
    public Shape labelShape() {
        return label().shape();
    }

    /**
     * The type of the label.
     *
     * @throws InvalidArgumentException when there is none, or there are several
     */
    public DType labelType() {
        return label().type();
    }

    /** These examples with other features in place of their only ones. */
    public ExampleSpec withFeatures(Shape shape, DType type) {
        return new ExampleSpec(List.of(new TensorSpec(feature().name(), shape, type)), labels, isWeighted);
    }

    /** These examples with another label in place of their only one. */
    public ExampleSpec withLabel(Shape shape, DType type) {
        return new ExampleSpec(features, List.of(new TensorSpec(label().name(), shape, type)), isWeighted);
    }

    /** These examples with their only features under another name. */
    ExampleSpec withFeatures(String name) {
        return new ExampleSpec(List.of(new TensorSpec(name, featureShape(), featureType())), labels, isWeighted);
    }

    /** These examples with their only label under another name. */
    ExampleSpec withLabel(String name) {
        return new ExampleSpec(features, List.of(new TensorSpec(name, labelShape(), labelType())), isWeighted);
    }

    /** The names, types and shapes. */
    @Override
    public String toString() {
        return features + " -> " + labels + (isWeighted ? ", weighted" : "");
    }
}
