package dev.lamina.data;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Some examples, ready to be fed: their features, such as images, and their labels.
 *
 * <p>The tensors are views of arrays that the batch owns. A batch that is handed out once keeps its
 * values for good; one that is filled again, by {@link DataSet#nextBatch(Batch)}, by
 * {@link Batches#reuseArrays()} or by a {@link BatchCursor}, keeps them until then.
 */
public final class Batch {
    private final int size;
    private final ExampleSpec spec;
    private final List<Tensor> tensors;
    private final Example row;

    Batch(int size, ExampleSpec spec) {
        this.size = size;
        this.spec = spec;
        List<Tensor> made = new ArrayList<>();
        List<Values> values = new ArrayList<>();
        for (TensorSpec each : spec.all()) {
            var shape = Shape.of(size).concat(each.shape());
            var tensor = Tensor.wrap(each.type(), each.type().newArray(shape.size()), shape);
            made.add(tensor);
            values.add(new Values(each.type(), each.shape(), tensor.buffer().array()));
        }
        tensors = List.copyOf(made);
        row = new Example(spec, values);
    }

    /** The number of examples. */
    public int size() {
        return size;
    }

    /**
     * The features: [size] followed by the shape of one example's.
     *
     * @throws InvalidArgumentException when there are several, which have names
     */
    public Tensor features() {
        return tensors.get(ExampleSpec.only(ExampleSpec.FEATURES, spec.features()));
    }

    /**
     * Those of several features with that name.
     *
     * @throws InvalidArgumentException when there are none
     */
    public Tensor features(String name) {
        return tensors.get(ExampleSpec.place(ExampleSpec.FEATURES, spec.features(), name));
    }

    /**
     * The {@link #features()} of images. Those of a {@link DataSet} are the pixels in [0, 1], float32:
     * [size, rows · columns], or [size, rows, columns, 1] when not reshaped.
     */
    public Tensor images() {
        return features();
    }

    /**
     * The labels: [size] followed by the shape of one example's. Those of a {@link DataSet} are one-hot
     * float32 [size, classes], or else the classes as int32 [size].
     *
     * @throws InvalidArgumentException when there are none, or there are several, which have names
     */
    public Tensor labels() {
        return tensors.get(spec.features().size() + ExampleSpec.only(ExampleSpec.LABELS, spec.labels()));
    }

    /**
     * Those of several labels with that name.
     *
     * @throws InvalidArgumentException when there are none
     */
    public Tensor labels(String name) {
        return tensors.get(spec.features().size() + ExampleSpec.place(ExampleSpec.LABELS, spec.labels(), name));
    }

    /** Whether its examples have weights. */
    public boolean isWeighted() {
        return spec.isWeighted();
    }

    /**
     * How much each example counts: float32 [size].
     *
     * @throws InvalidArgumentException when its examples have no weights
     */
    public Tensor weights() {
        row.weight();
        return tensors.getLast();
    }

    /**
     * The values of float32 {@link #features()} in row-major order. Not a copy.
     *
     * @throws InvalidArgumentException when the features are of another type
     */
    public float[] pixels() {
        return row.features().floats();
    }

    /**
     * The class of each example, from 0: its label when that is one int32 (then this is not a copy), or
     * else the place of the largest value in its label, the first of several.
     *
     * @throws InvalidArgumentException when the labels are neither int32 [size] nor numbers [size, classes]
     */
    public int[] classes() {
        Tensor labels = labels();
        if (labels.dtype() == DType.INT32 && labels.shape().rank() == 1) {
            return labels.buffer().ints();
        }
        if (labels.shape().rank() != 2 || labels.shape().dim(1) == 0) {
            throw new InvalidArgumentException("the labels tell no classes: " + labels.dtype() + labels.shape()
                    + " is neither int32 [size] nor [size, classes]");
        }
        int[] classes = new int[size];
        int count = (int) labels.shape().dim(1);
        for (int i = 0; i < size; i++) {
            for (int c = 1; c < count; c++) {
                if (labels.buffer().asDouble(i * count + c) > labels.buffer().asDouble(i * count + classes[i])) {
                    classes[i] = c;
                }
            }
        }
        return classes;
    }

    ExampleSpec spec() {
        return spec;
    }

    /** One example's place in the batch, until the next is asked for. */
    Example row(int i) {
        return row.moveTo(i);
    }
}
