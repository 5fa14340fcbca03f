package dev.lamina.model.shard;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import java.util.List;

/** Sums of what shards give, in the order of the shards: the same bits whoever computed them, and whenever. */
public final class Mean {
    private Mean() {}

    /**
     * The sum of floating-point tensors times weights, added in float64 in their order and rounded once. Of other types all are expected to
     * be equal, as counters of steps are, and it is the first.
     *
     * @param tensors at least one, all of one type and shape
     * @param weights as many
     * @throws InvalidArgumentException if they are not of one type and shape, or not as many
     */
    public static Tensor of(List<Tensor> tensors, double[] weights) {
        Tensor first = tensors.getFirst();
        if (weights.length != tensors.size()) {
            throw new InvalidArgumentException(tensors.size() + " tensors cannot have " + weights.length + " weights");
        }
        for (Tensor each : tensors) {
            if (each.dtype() != first.dtype() || !each.shape().equals(first.shape())) {
                throw new InvalidArgumentException("shards gave " + first.dtype() + first.shape() + " and "
                        + each.dtype() + each.shape() + " for the same");
            }
        }
        if (!first.dtype().isFloating()) {
            return first;
        }
        double[] sum = new double[first.size()];
        for (int shard = 0; shard < weights.length; shard++) {
            add(sum, tensors.get(shard), weights[shard]);
        }
        return rounded(sum, first);
    }

    private static void add(double[] sum, Tensor tensor, double weight) {
        if (tensor.dtype() == DType.FLOAT32) {
            float[] values = tensor.buffer().floats();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += weight * values[i];
            }
            return;
        }
        double[] values = tensor.cast(DType.FLOAT64).doubles();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * values[i];
        }
    }

    private static Tensor rounded(double[] sum, Tensor like) {
        long[] dims = like.shape().dims();
        if (like.dtype() != DType.FLOAT32) {
            return Tensor.wrap(sum, dims).cast(like.dtype());
        }
        float[] values = new float[sum.length];
        for (int i = 0; i < sum.length; i++) {
            values[i] = (float) sum[i];
        }
        return Tensor.wrap(values, dims);
    }
}
