package dev.lamina.model.shard;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import java.util.List;

/** Sums of what shards give, in the order of the shards: the same bits whoever computed them, and whenever. */
public final class Mean {
    private Mean() {}

    /**
     * The sum of floating-point or complex tensors times weights, added in float64 in their order and rounded once. Of other types all are expected to
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
        if (!first.dtype().isFloating() && !first.dtype().isComplex()) {
            return first;
        }
        double[] sum = new double[first.size() * first.dtype().width()];
        for (int shard = 0; shard < weights.length; shard++) {
            add(sum, tensors.get(shard), weights[shard]);
        }
        return rounded(sum, first);
    }

    private static void add(double[] sum, Tensor tensor, double weight) {
        if (tensor.buffer().array() instanceof float[] values) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += weight * values[i];
            }
            return;
        }
        double[] values = numbers(tensor);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * values[i];
        }
    }

    /** A copy of a tensor's numbers, of complex ones the real and imaginary parts in turn. */
    static double[] numbers(Tensor tensor) {
        DType type = tensor.dtype();
        DType wide = type.isComplex() ? DType.COMPLEX128 : DType.FLOAT64;
        return (type == wide ? tensor : tensor.cast(wide)).doubles();
    }

    /** Numbers in the type and shape of a tensor. */
    static Tensor rounded(double[] numbers, Tensor like) {
        DType type = like.dtype();
        if (like.buffer().array() instanceof float[]) {
            float[] values = new float[numbers.length];
            for (int i = 0; i < numbers.length; i++) {
                values[i] = (float) numbers[i];
            }
            return Tensor.wrap(type, values, like.shape());
        }
        DType wide = type.isComplex() ? DType.COMPLEX128 : DType.FLOAT64;
        Tensor exact = Tensor.wrap(wide, numbers, like.shape());
        return type == wide ? exact : exact.cast(type);
    }
}
