package dev.lamina.examples;

import dev.lamina.data.DataSet;
import dev.lamina.data.Pipeline;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;

/** Parts of pictures that lie in tensors, of shape [pictures, …]. */
final class Pictures {
    private Pictures() {}

    /** The first of a data set. */
    static Tensor first(DataSet data, int count) {
        try (var batches = Pipeline.of(data).batch(count).open(0, 0)) {
            return batches.next().images();
        }
    }

    /** The labels of the first of a data set, where they are numbers. */
    static int[] labels(DataSet data, int count) {
        try (var batches = Pipeline.of(data).batch(count).open(0, 0)) {
            return batches.next().classes();
        }
    }

    /** Some that follow each other. */
    static Tensor part(Tensor pictures, int from, int count) {
        long[] dims = pictures.shape().dims();
        int size = pictures.size() / (int) dims[0];
        dims[0] = count;
        return Tensor.wrap(Arrays.copyOfRange(pictures.floats(), from * size, (from + count) * size), dims);
    }
}
