package dev.lamina.data;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Examples that lie one after another in tensors, in the order of {@link ExampleSpec#all}. */
record TensorExamples(List<Tensor> tensors, ExampleSpec spec) implements ExampleSource {
    static TensorExamples of(Map<String, Tensor> features, Map<String, Tensor> labels, @Nullable Tensor weights) {
        List<Tensor> tensors = new ArrayList<>(features.values());
        tensors.addAll(labels.values());
        if (weights != null) {
            if (weights.dtype() != DType.FLOAT32 || weights.shape().rank() != 1) {
                throw new InvalidArgumentException(
                        "weights: expected a float32 an example, got " + weights.dtype() + weights.shape());
            }
            tensors.add(weights);
        }
        var spec = new ExampleSpec(specs(features), specs(labels), weights != null);
        for (Tensor tensor : tensors) {
            if (tensor.shape().dim(0) != tensors.getFirst().shape().dim(0)) {
                throw new InvalidArgumentException(shapes(features) + " and " + shapes(labels)
                        + (weights == null ? "" : " and weights " + weights.shape())
                        + " do not go together: the first dimension is the number of examples");
            }
        }
        return new TensorExamples(List.copyOf(tensors), spec);
    }

    private static List<TensorSpec> specs(Map<String, Tensor> tensors) {
        List<TensorSpec> specs = new ArrayList<>();
        tensors.forEach((name, tensor) -> {
            var shape = tensor.shape();
            if (shape.rank() == 0) {
                throw new InvalidArgumentException(name + ": expected a dimension of examples, got a single value");
            }
            specs.add(new TensorSpec(name, shape.slice(1, shape.rank()), tensor.dtype()));
        });
        return specs;
    }

    private static String shapes(Map<String, Tensor> tensors) {
        List<String> all = new ArrayList<>();
        tensors.forEach((name, tensor) -> all.add(name + " " + tensor.shape()));
        return String.join(", ", all);
    }

    @Override
    public int size() {
        return (int) tensors.getFirst().shape().dim(0);
    }

    @Override
    public void read(int index, Example into) {
        for (int i = 0; i < tensors.size(); i++) {
            Values values = into.values().get(i);
            values.copyFrom(tensors.get(i).buffer().array(), index * values.size());
        }
    }

    @Override
    public long fingerprint() {
        return Fingerprint.ofAll(this);
    }
}
