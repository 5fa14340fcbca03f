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
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.array.Pack;
import dev.lamina.op.array.Rank;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.array.Size;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.GatherNd;
import dev.lamina.op.index.Where;
import dev.lamina.op.kernel.Integers;
import dev.lamina.op.kernel.Spread;
import dev.lamina.op.logic.Equal;
import dev.lamina.op.reduce.Sum;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dense tensor of elements that are told by their coordinates, and of a default elsewhere.
 *
 * @param validateIndices whether coordinates out of order or twice are refused
 */
@OpDef(
        inputs = {"sparse_indices: Tindices", "output_shape: Tindices", "sparse_values: T", "default_value: T"},
        outputs = "dense: T",
        attrs = {"validate_indices: bool = true", "T: type", "Tindices: {int32, int64}"})
public record SparseToDense(boolean validateIndices) implements Op {
    /** Adds the operation; one coordinate, a vector of them or a matrix; values are a vector or one for all. */
    public static Output of(Scope scope, Operand indices, Operand shape, Operand values, Operand defaultValue) {
        return scope.output(new SparseToDense(true), indices, shape, values, defaultValue);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape dense = Integers.wantedShape(c, 1);
        Shape indices = c.shape(0);
        Shape values = c.shape(2);
        c.withRank(3, 0, "default_value should be a scalar: it");
        if (indices.hasRank() && indices.rank() > 2) {
            throw c.error("sparse_indices should be a scalar, vector, or matrix, got shape " + indices);
        }
        if (values.hasRank() && values.rank() > 1) {
            throw c.error("sparse_values should be a scalar or a vector, got shape " + values);
        }
        if (indices.hasRank() && dense.hasRank()) {
            long columns = indices.rank() == 2 ? indices.dim(1) : 1;
            if (columns >= 0 && columns != dense.rank()) {
                throw c.error(
                        "output_shape has incorrect number of elements: " + dense.rank() + " should be: " + columns);
            }
        }
        if (indices.hasRank() && values.hasRank() && values.rank() == 1) {
            Shape count = indices.rank() == 0 ? Shape.of(1) : indices.slice(0, 1);
            if (!count.isCompatibleWith(values)) {
                throw c.error("sparse_values has incorrect shape " + values + ", should be [] or " + count);
            }
        }
        return List.of(dense);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Shape dense = c.outputShape(0);
        Shape indices = c.inputShape(0);
        int rows = indices.rank() == 0 ? 1 : (int) indices.dim(0);
        int step = c.inputShape(2).rank();
        return (inputs, outputs) -> {
            Object y = outputs[0].array();
            Spread.run(inputs[3].array(), 0, y, outputs[0].size());
            for (int row = 0; row < rows; row++) {
                int place = Coordinates.place(c, inputs[0], row, dense);
                if (validateIndices && row > 0) {
                    int order = Coordinates.compare(inputs[0], row - 1, inputs[0], row, dense.rank());
                    if (order >= 0) {
                        throw c.error("indices[" + row + "] = " + Coordinates.text(inputs[0], row, dense.rank())
                                + (order == 0 ? " is repeated" : " is out of order"));
                    }
                }
                System.arraycopy(inputs[2].array(), row * step, y, place, 1);
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output rank = Size.of(scope, c.input(1));
        Output rows = Reshape.of(scope, c.input(0), Pack.of(scope, List.of(Const.of(scope, -1), rank), 0));
        Output taken = GatherNd.of(scope, c.upstream(0), rows);
        Output isOne = Equal.of(scope, Rank.of(scope, c.input(2)), Const.of(scope, 0));
        Output all = total(scope, taken);
        Output rest = Sub.of(scope, total(scope, c.upstream(0)), all);
        Output valueShape = dev.lamina.op.array.Shape.of(scope, c.input(2));
        // Of one value for all the sum, of a vector each its own: what is reduced is none or the only axis.
        Output axes = Where.of(scope, Reshape.of(scope, isOne, 1));
        Output summed = Sum.of(scope, taken, Reshape.of(scope, axes, -1), false);
        return Arrays.asList(null, null, Reshape.of(scope, summed, valueShape), rest);
    }

    private static Output total(Scope scope, Output x) {
        return Sum.of(scope, Reshape.of(scope, x, -1), Const.of(scope, 0), false);
    }

    static List<Sample> samples() {
        SparseToDense op = new SparseToDense(true);
        return List.of(
                Sample.of(op, new int[][] {{0, 1}, {1, 0}}, new int[] {2, 2}, new float[] {5, 6}, 9f)
                        .gives((Object) new float[][] {{9, 5}, {6, 9}}),
                Sample.of(op, new long[] {1, 3}, new long[] {4}, 2f, -1f).gives((Object) new float[] {-1, 2, -1, 2}),
                Sample.rough(op, 2, new int[] {3}, "a", "").gives((Object) new String[] {"", "", "a"}),
                Sample.rough(new SparseToDense(false), new int[] {1, 0, 1}, new int[] {2}, new int[] {1, 2, 3}, 0)
                        .gives((Object) new int[] {2, 3}),
                Sample.refused("indices[1] = [0] is out of order", op, new int[] {1, 0}, new int[] {2}, 1f, 0f),
                Sample.refused("indices[1] = [1] is repeated", op, new int[] {1, 1}, new int[] {2}, 1f, 0f),
                Sample.refused(
                        "indices[0] = [0,2] is out of bounds", op, new int[][] {{0, 2}}, new int[] {2, 2}, 1f, 0f),
                Sample.refused(
                        "sparse_values has incorrect shape [2]", op, new int[] {1}, new int[] {2}, new float[2], 0f),
                Sample.refused(
                        "output_shape has incorrect number of elements: 1", op, new int[1][2], new int[] {2}, 1f, 0f));
    }
}
