package dev.lamina.op.data;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.op.kernel.Accumulate;
import dev.lamina.op.kernel.VariantValue;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Sums of tensors that lie in lists and arrays of them, as gradients add up there. */
final class TensorSums {
    private TensorSums() {}

    /** The sum of two tensors; one that is not there counts as zeros. */
    static @Nullable Tensor of(@Nullable Tensor a, @Nullable Tensor b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        if (!a.shape().equals(b.shape())) {
            throw new InvalidArgumentException(
                    "cannot add tensors of shapes " + a.shape() + " and " + b.shape() + " in a list");
        }
        if (a.dtype() == DType.VARIANT) {
            Object[] sums = new Object[a.size()];
            for (int i = 0; i < sums.length; i++) {
                sums[i] = ((VariantValue) a.buffer().objects()[i])
                        .plus((VariantValue) b.buffer().objects()[i]);
            }
            return Tensor.wrap(DType.VARIANT, sums, a.shape());
        }
        Tensor sum = a.buffer().toTensor();
        Accumulate.run(a.dtype(), 1, b.buffer().array(), 0, sum.buffer().array(), 0, a.size());
        return sum;
    }
}
