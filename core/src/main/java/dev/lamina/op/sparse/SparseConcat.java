package dev.lamina.op.sparse;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.Integers;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sparse tensors one behind the other along an axis, their elements in the order of the coordinates.
 *
 * @param concatDim the axis, counted from the last if negative
 */
@OpDef(
        inputs = {"indices: N * int64", "values: N * T", "shapes: N * int64"},
        outputs = {"output_indices: int64", "output_values: T", "output_shape: int64"},
        attrs = {"concat_dim: int", "N: int >= 2", "T: type"})
public record SparseConcat(long concatDim) implements Op {
    /** Adds the operation; its three outputs. */
    public static List<Output> of(
            Scope scope,
            List<? extends Operand> indices,
            List<? extends Operand> values,
            List<? extends Operand> shapes,
            int axis) {
        List<Operand> inputs = new ArrayList<>(indices);
        inputs.addAll(values);
        inputs.addAll(shapes);
        return scope.node(new SparseConcat(axis), inputs).outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        int parts = c.inputs() / 3;
        long total = 0;
        long rank = -1;
        Tensor first = c.value(2 * parts);
        for (int i = 0; i < parts; i++) {
            long count = Coordinates.check(c, i, parts + i, 2 * parts + i);
            total = count < 0 || total < 0 ? -1 : total + count;
            rank = Math.max(rank, Coordinates.rank(c, i, 2 * parts + i));
            Tensor shape = c.value(2 * parts + i);
            if (shape != null && first != null) {
                agree(c, first, shape, i);
            }
        }
        return List.of(Shape.of(total, rank), Shape.of(total), Shape.of(rank));
    }

    private void agree(ShapeContext c, Tensor first, Tensor shape, int part) {
        int rank = first.size();
        int axis = Integers.axis(c, concatDim, rank);
        if (shape.size() != rank) {
            throw c.error("Ranks of all input tensors must match: expected " + rank + " but got " + shape.size()
                    + " at position " + part);
        }
        for (int k = 0; k < rank; k++) {
            if (k != axis && shape.buffer().asLong(k) != first.buffer().asLong(k)) {
                throw c.error(
                        "Input shapes must match: expected " + first.buffer().asLong(k) + " for dimension " + k
                                + " but got " + shape.buffer().asLong(k) + " at position " + part);
            }
        }
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int parts = c.inputs() / 3;
        int rank = c.outputShape(2).size();
        int axis = (int) (concatDim < 0 ? concatDim + rank : concatDim);
        int total = c.outputShape(1).size();
        Buffer indices = c.workspace(DType.INT64, c.outputShape(0));
        Buffer values = c.workspace(c.outputType(1), c.outputShape(1));
        CoordinateOrder order = new CoordinateOrder(c, total, rank);
        return (inputs, outputs) -> {
            long offset = 0;
            int next = 0;
            for (int part = 0; part < parts; part++) {
                int count = inputs[parts + part].size();
                System.arraycopy(inputs[part].array(), 0, indices.array(), next * rank, count * rank);
                System.arraycopy(inputs[parts + part].array(), 0, values.array(), next, count);
                for (int i = next; i < next + count; i++) {
                    indices.longs()[i * rank + axis] += offset;
                }
                next += count;
                offset += inputs[2 * parts + part].longs()[axis];
            }
            int[] rows = order.run(indices);
            for (int i = 0; i < total; i++) {
                System.arraycopy(indices.array(), rows[i] * rank, outputs[0].array(), i * rank, rank);
                System.arraycopy(values.array(), rows[i], outputs[1].array(), i, 1);
            }
            outputs[2].copyFrom(inputs[2 * parts]);
            outputs[2].longs()[axis] = offset;
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        long[][] a = {{0, 1}, {1, 0}};
        long[][] b = {{0, 0}};
        long[] shape = {2, 2};
        return List.of(
                Sample.rough(new SparseConcat(1), a, b, new float[] {1, 2}, new float[] {3}, shape, new long[] {2, 1})
                        .gives(new long[][] {{0, 1}, {0, 2}, {1, 0}}, new float[] {1, 3, 2}, new long[] {2, 3}),
                Sample.rough(new SparseConcat(-2), a, b, new String[] {"a", "b"}, new String[] {"c"}, shape, shape)
                        .gives(new long[][] {{0, 1}, {1, 0}, {2, 0}}, new String[] {"a", "b", "c"}, new long[] {4, 2}),
                Sample.refused(
                        "Input shapes must match: expected 2 for dimension 1",
                        new SparseConcat(0),
                        a,
                        b,
                        new float[2],
                        new float[1],
                        shape,
                        new long[] {2, 1}));
    }
}
