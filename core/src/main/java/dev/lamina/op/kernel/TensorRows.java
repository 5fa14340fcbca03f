package dev.lamina.op.kernel;

import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Tensors cut into parts along their first axis, and put together from them. */
public final class TensorRows {
    private TensorRows() {}

    /** A row, in the shape of the axes behind the first. */
    public static Tensor row(Buffer tensor, int index) {
        return part(tensor, index, 1, tensor.shape().slice(1, tensor.shape().rank()));
    }

    /** So many rows from one on, in a shape. */
    public static Tensor part(Buffer tensor, long from, long count, Shape shape) {
        Shape row = tensor.shape().slice(1, tensor.shape().rank());
        int length = Math.toIntExact(count * row.size());
        Tensor part = Tensor.zeros(tensor.dtype(), Shape.of(length));
        part.buffer().copyFrom(tensor, Math.toIntExact(from * row.size()), 0, length);
        return part.reshape(shape.dims());
    }

    /** All rows. */
    public static List<Tensor> of(Buffer tensor) {
        List<Tensor> rows = new ArrayList<>();
        for (int i = 0; i < tensor.shape().dim(0); i++) {
            rows.add(row(tensor, i));
        }
        return rows;
    }

    /** The tensor of these rows, all of one shape, which is asked for if there are none. */
    public static Tensor stack(DType dtype, List<Tensor> rows, Shape row) {
        return join(dtype, rows, Shape.of(rows.size()).concat(row));
    }

    /** The tensor in which these lie one behind the other, in a shape of as many elements. */
    public static Tensor join(DType dtype, List<Tensor> parts, Shape shape) {
        Tensor whole = Tensor.zeros(dtype, shape);
        int next = 0;
        for (Tensor part : parts) {
            whole.buffer().copyFrom(part.buffer(), 0, next, part.size());
            next += part.size();
        }
        return whole;
    }
}
