package dev.lamina.op.ragged;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.ShapedByKernel;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.kernel.Axes;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ragged tensor as a sparse one: the coordinates of its elements, the elements, and the shape of the smallest tensor that has them all. The
 * ragged tensor is where the rows of each ragged dimension begin, from the outermost one on, and the values of the innermost rows, one behind the
 * other.
 */
@OpDef(
        inputs = {"rt_nested_splits: RAGGED_RANK * Tsplits", "rt_dense_values: T"},
        outputs = {"sparse_indices: int64", "sparse_values: T", "sparse_dense_shape: int64"},
        attrs = {"RAGGED_RANK: int >= 1", "T: type", "Tsplits: {int32, int64} = int64"})
public record RaggedTensorToSparse() implements ShapedByKernel {
    /** Adds the operation: indices, values and shape. */
    public static List<Output> of(Scope scope, List<? extends Operand> nestedSplits, Operand values) {
        List<Operand> inputs = new ArrayList<>(nestedSplits);
        inputs.add(values);
        return scope.node(new RaggedTensorToSparse(), inputs).outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        int ranks = c.inputs() - 1;
        for (int i = 0; i < ranks; i++) {
            c.withRank(i, 1, "rt_nested_splits");
        }
        Shape values = c.shape(ranks);
        if (!values.hasRank()) {
            return List.of(Shape.unknown(2), Shape.unknown(1), Shape.unknown(1));
        }
        if (values.rank() == 0) {
            throw c.error("rt_dense_values must have at least one axis");
        }
        long elements = values.elements();
        int rank = ranks + values.rank();
        return List.of(Shape.of(elements, rank), Shape.of(elements), Shape.of(rank));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int ranks = c.inputs() - 1;
        Shape values = c.inputShape(ranks);
        return (inputs, outputs) -> {
            long[][] splits = Splits.of(c, inputs, ranks, values.dim(0));
            outputs(splits, values, inputs[ranks], outputs);
        };
    }

    private static void outputs(long[][] splits, Shape shape, Buffer values, Buffer[] outputs) {
        int rank = splits.length + shape.rank();
        long[] dense = new long[rank];
        dense[0] = splits[0].length - 1L;
        for (int i = 0; i < splits.length; i++) {
            for (int row = 1; row < splits[i].length; row++) {
                dense[i + 1] = Math.max(dense[i + 1], splits[i][row] - splits[i][row - 1]);
            }
        }
        for (int axis = 1; axis < shape.rank(); axis++) {
            dense[splits.length + axis] = shape.dim(axis);
        }
        int size = shape.size();
        int[] strides = Strides.of(shape);
        int inner = strides[0];
        long[] indices = new long[Shape.of(size, rank).size()];
        int[] rows = new int[splits.length];
        for (int i = 0; i < size; i++) {
            // From the innermost rows on: the row that has this one, and its place in it.
            long place = inner == 0 ? 0 : i / inner;
            for (int level = splits.length - 1; level >= 0; level--) {
                while (splits[level][rows[level] + 1] <= place) {
                    rows[level]++;
                }
                indices[i * rank + level + 1] = place - splits[level][rows[level]];
                place = rows[level];
            }
            indices[i * rank] = place;
            int rest = inner == 0 ? 0 : i % inner;
            for (int axis = 1; axis < shape.rank(); axis++) {
                indices[i * rank + splits.length + axis] = rest / strides[axis];
                rest %= strides[axis];
            }
        }
        ShapedByKernel.give(outputs[0], Tensor.wrap(indices, size, rank));
        ShapedByKernel.give(outputs[1], new Buffer(values.dtype(), Shape.of(size), values.storage()).toTensor());
        ShapedByKernel.give(outputs[2], Tensor.wrap(dense, rank));
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        int ranks = c.node().inputs().size() - 1;
        List<@Nullable Output> all = new ArrayList<>(Collections.nCopies(ranks, null));
        all.add(Reshape.of(c.scope(), c.upstream(1), Axes.shapeOf(c.scope(), c.input(ranks))));
        return all;
    }

    static List<Sample> samples() {
        RaggedTensorToSparse op = new RaggedTensorToSparse();
        return List.of(
                Sample.of(op, new long[] {0, 2, 2, 3}, new float[] {5, 6, 7})
                        .gives(new long[][] {{0, 0}, {0, 1}, {2, 0}}, new float[] {5, 6, 7}, new long[] {3, 2}),
                Sample.of(op, new int[] {0, 1, 3}, new int[] {0, 2, 2, 3}, new double[][] {{1, 2}, {3, 4}, {5, 6}})
                        .gives(
                                new long[][] {
                                    {0, 0, 0, 0}, {0, 0, 0, 1}, {0, 0, 1, 0}, {0, 0, 1, 1}, {1, 1, 0, 0}, {1, 1, 0, 1}
                                },
                                new double[] {1, 2, 3, 4, 5, 6},
                                new long[] {2, 2, 2, 2}),
                Sample.rough(op, new long[] {0, 0}, Tensor.zeros(DType.STRING, Shape.of(0)))
                        .gives(
                                Tensor.zeros(DType.INT64, Shape.of(0, 2)),
                                Tensor.zeros(DType.STRING, Shape.of(0)),
                                new long[] {1, 0}),
                Sample.refused("Ragged splits may not be empty", op, new long[0], new float[3]),
                Sample.refused("First value of ragged splits must be 0", op, new long[] {1, 3}, new float[3]),
                Sample.refused("ascending order", op, new long[] {0, 3, 2}, new float[2]),
                Sample.refused("Final value of ragged splits must match", op, new long[] {0, 2}, new float[3]));
    }
}
