package dev.lamina.data;

import dev.lamina.error.InvalidArgumentException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Examples of several inputs side by side: the i-th of each make the i-th together. */
record Zipped(List<Stage> inputs, ExampleSpec spec) implements Stage {
    Zipped(List<Stage> inputs) {
        this(List.copyOf(inputs), spec(inputs));
    }

    private static ExampleSpec spec(List<Stage> inputs) {
        List<TensorSpec> features = new ArrayList<>();
        List<TensorSpec> labels = new ArrayList<>();
        int weights = 0;
        for (Stage input : inputs) {
            if (input.size() != inputs.getFirst().size()) {
                throw new InvalidArgumentException("zip: expected as many examples of each, got "
                        + inputs.stream().map(Stage::size).toList());
            }
            features.addAll(input.spec().features());
            labels.addAll(input.spec().labels());
            weights += input.spec().isWeighted() ? 1 : 0;
        }
        if (weights > 1) {
            throw new InvalidArgumentException("zip: several have weights of examples, so that none is the example's");
        }
        return new ExampleSpec(features, labels, weights == 1);
    }

    @Override
    public long size() {
        return inputs.getFirst().size();
    }

    @Override
    public boolean isSteady() {
        return inputs.stream().allMatch(Stage::isSteady);
    }

    /** The classes are those of the only input with labels; what was made of a table's cells is that of the one of a table. */
    @Override
    public DataInfo info() {
        List<DataInfo> labelled = inputs.stream()
                .filter(input -> !input.spec().labels().isEmpty())
                .map(Stage::info)
                .toList();
        List<String> encodings = inputs.stream()
                .flatMap(input -> input.info().encoding().stream())
                .toList();
        return new DataInfo() {
            @Override
            public List<String> classNames() {
                return labelled.size() == 1 ? labelled.getFirst().classNames() : List.of();
            }

            @Override
            public Optional<String> encoding() {
                return encodings.size() == 1 ? Optional.of(encodings.getFirst()) : Optional.empty();
            }
        };
    }

    @Override
    public Reader open(long epoch, Orders orders) {
        List<Reader> readers =
                inputs.stream().map(input -> input.open(epoch, orders)).toList();
        return new Reader() {
            private @Nullable Example whole;
            private List<Example> parts = List.of();

            @Override
            public void read(long at, Example into) {
                if (into != whole) {
                    whole = into;
                    parts = parts(into);
                }
                for (int i = 0; i < parts.size(); i++) {
                    readers.get(i).read(at, parts.get(i));
                }
                into.origin(parts.getFirst().originEpoch(), parts.getFirst().index());
                if (parts.stream().anyMatch(Example::varies)) {
                    into.setVaries();
                }
            }
        };
    }

    /** The places of the inputs' examples within one's. */
    private List<Example> parts(Example whole) {
        List<Example> parts = new ArrayList<>();
        int feature = 0;
        int label = spec.features().size();
        for (Stage input : inputs) {
            ExampleSpec part = input.spec();
            List<Values> values = new ArrayList<>();
            values.addAll(
                    whole.values().subList(feature, feature + part.features().size()));
            values.addAll(whole.values().subList(label, label + part.labels().size()));
            if (part.isWeighted()) {
                values.add(whole.values().getLast());
            }
            feature += part.features().size();
            label += part.labels().size();
            parts.add(new Example(part, values));
        }
        return parts;
    }
}
