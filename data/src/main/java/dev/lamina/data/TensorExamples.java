package dev.lamina.data;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;

/** Examples that lie one after another in tensors. */
record TensorExamples(Tensor features, Tensor labels, ExampleSpec spec) implements ExampleSource {
    TensorExamples(Tensor features, Tensor labels) {
        this(
                features,
                labels,
                new ExampleSpec(
                        example("features", features), features.dtype(), example("labels", labels), labels.dtype()));
        if (features.shape().dim(0) != labels.shape().dim(0)) {
            throw new InvalidArgumentException("features " + features.shape() + " and labels " + labels.shape()
                    + " do not go together: the first dimension is the number of examples");
        }
    }

    private static Shape example(String what, Tensor tensor) {
        var shape = tensor.shape();
        if (shape.rank() == 0) {
            throw new InvalidArgumentException(what + ": expected a dimension of examples, got a single value");
        }
        return shape.slice(1, shape.rank());
    }

    @Override
    public int size() {
        return (int) features.shape().dim(0);
    }

    @Override
    public void read(int index, Example into) {
        read(features, index, into.features());
        read(labels, index, into.label());
    }

    private static void read(Tensor from, int index, Values into) {
        into.copyFrom(from.buffer().array(), index * into.size());
    }
}
