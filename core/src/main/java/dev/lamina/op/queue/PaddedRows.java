package dev.lamina.op.queue;

import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;

/** Tensors of different lengths as rows of one. */
final class PaddedRows {
    private PaddedRows() {}

    /** Of tensors of one rank, each filled up with zeros at the end of every axis. */
    static Tensor of(DType type, List<Tensor> rows) {
        Shape row = rows.getFirst().shape();
        for (Tensor each : rows) {
            for (int axis = 0; axis < row.rank(); axis++) {
                row = row.with(axis, Math.max(row.dim(axis), each.shape().dim(axis)));
            }
        }
        Tensor all = Tensor.zeros(type, Shape.of(rows.size()).concat(row));
        for (int i = 0; i < rows.size(); i++) {
            copy(rows.get(i), 0, 0, all, 1, i);
        }
        return all;
    }

    /** Copies from one axis on, where the axes before are at these places. */
    private static void copy(Tensor from, int axis, int fromPlace, Tensor to, int toAxis, int toPlace) {
        int length = axis == from.shape().rank() ? 1 : (int) from.shape().dim(axis);
        if (axis >= from.shape().rank() - 1) {
            int start = axis == from.shape().rank()
                    ? toPlace
                    : toPlace * (int) to.shape().dim(toAxis);
            to.buffer().copyFrom(from.buffer(), fromPlace * length, start, length);
            return;
        }
        for (int i = 0; i < length; i++) {
            copy(
                    from,
                    axis + 1,
                    fromPlace * length + i,
                    to,
                    toAxis + 1,
                    toPlace * (int) to.shape().dim(toAxis) + i);
        }
    }
}
