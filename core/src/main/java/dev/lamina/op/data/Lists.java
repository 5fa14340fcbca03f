package dev.lamina.op.data;

import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists as tensors, for samples. */
final class Lists {
    private Lists() {}

    /** A list of the elements that {@link Tensor#of} takes; {@code null} for one that is not set. */
    static Tensor of(DType dtype, Shape elementShape, @Nullable Object... elements) {
        List<@Nullable Tensor> tensors = new ArrayList<>();
        for (Object element : elements) {
            tensors.add(element == null ? null : Tensor.of(element));
        }
        return tensor(TensorList.of(dtype, elementShape, tensors));
    }

    /** A list of float32 scalars, as a tensor. */
    static Tensor ofScalars(float... elements) {
        return tensor(list(elements));
    }

    /** A list of float32 scalars. */
    static TensorList list(float... elements) {
        List<Tensor> tensors = new ArrayList<>();
        for (float element : elements) {
            tensors.add(Tensor.of(element));
        }
        return TensorList.of(DType.FLOAT32, Shape.scalar(), tensors);
    }

    /** A list as a scalar. */
    static Tensor tensor(TensorList list) {
        return Tensor.wrap(DType.VARIANT, new Object[] {list}, Shape.scalar());
    }
}
