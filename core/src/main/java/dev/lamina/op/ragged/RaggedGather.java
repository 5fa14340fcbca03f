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
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.array.ExpandDims;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.GatherV2;
import dev.lamina.op.index.ScatterNd;
import dev.lamina.op.kernel.Axes;
import dev.lamina.op.kernel.Integers;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a ragged tensor that indices name, a ragged tensor again: where the rows of each of its ragged dimensions begin, and the values
 * of the innermost rows, one behind the other. The dimensions of the indices but the last come first in it.
 *
 * @param outputRaggedRank the number of ragged dimensions of the result: that of the indices' dimensions and of the given ragged ones, less one
 */
@OpDef(
        inputs = {
            "params_nested_splits: PARAMS_RAGGED_RANK * Tsplits",
            "params_dense_values: Tvalues",
            "indices: Tindices"
        },
        outputs = {"output_nested_splits: OUTPUT_RAGGED_RANK * Tsplits", "output_dense_values: Tvalues"},
        attrs = {
            "Tvalues: type",
            "Tindices: {int32, int64}",
            "Tsplits: {int32, int64} = int64",
            "PARAMS_RAGGED_RANK: int >= 1",
            "OUTPUT_RAGGED_RANK: int >= 0"
        })
public record RaggedGather(long outputRaggedRank) implements ShapedByKernel {
    /** Adds the operation, for indices of a known rank: where rows begin, then the values. */
    public static List<Output> of(Scope scope, List<? extends Operand> nestedSplits, Operand values, Operand indices) {
        List<Operand> inputs = new ArrayList<>(nestedSplits);
        inputs.add(values);
        inputs.add(indices);
        int rank = indices.asOutput().shape().rank() + nestedSplits.size() - 1;
        return scope.node(new RaggedGather(rank), inputs).outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        int ranks = c.inputs() - 2;
        for (int i = 0; i < ranks; i++) {
            c.withRank(i, 1, "params_nested_splits");
        }
        Shape values = c.shape(ranks);
        Shape indices = c.shape(ranks + 1);
        if (values.hasRank() && values.rank() == 0) {
            throw c.error("params_dense_values must have at least one axis");
        }
        if (indices.hasRank() && outputRaggedRank != indices.rank() + ranks - 1) {
            throw c.error("OUTPUT_RAGGED_RANK must be indices.rank + PARAMS_RAGGED_RANK - 1 = "
                    + (indices.rank() + ranks - 1) + ", but is " + outputRaggedRank);
        }
        List<Shape> all = new ArrayList<>(Collections.nCopies((int) outputRaggedRank, Shape.of(-1)));
        all.add(values.hasRank() ? values.with(0, -1) : Shape.unknown());
        return all;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int ranks = c.inputs() - 2;
        Shape values = c.inputShape(ranks);
        Shape indices = c.inputShape(ranks + 1);
        return (inputs, outputs) -> {
            long[][] splits = Splits.of(c, inputs, ranks, values.dim(0));
            int count = indices.size();
            long[] rows = new long[count];
            for (int i = 0; i < count; i++) {
                rows[i] = inputs[ranks + 1].asLong(i);
                if (rows[i] < 0 || rows[i] >= splits[0].length - 1) {
                    throw c.error("indices[" + i + "] = " + rows[i] + " is not in [0, " + (splits[0].length - 1) + ")");
                }
            }
            int output = 0;
            DType type = inputs[0].dtype();
            for (int axis = 0; axis < indices.rank() - 1; axis++) {
                long groups = indices.slice(0, axis + 1).elements();
                long each = indices.dim(axis + 1);
                long[] begins = new long[(int) groups + 1];
                for (int i = 0; i <= groups; i++) {
                    begins[i] = i * each;
                }
                ShapedByKernel.give(outputs[output++], splits(type, begins, begins.length));
            }
            gather(splits, rows, indices.rank() > 0, type, outputs, output);
            values(splits, rows, inputs[ranks], outputs[outputs.length - 1]);
        };
    }

    /** Gives the splits of the rows that are picked, and of what they have. */
    private static void gather(
            long[][] splits, long[] rows, boolean isNested, DType type, Buffer[] outputs, int first) {
        int output = first;
        long[] from = rows.clone();
        long[] to = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            to[i] = rows[i] + 1;
        }
        for (int level = 0; level < splits.length; level++) {
            long count = 0;
            for (int i = 0; i < rows.length; i++) {
                count += to[i] - from[i];
            }
            long[] begins = new long[Shape.of(count + 1).size()];
            int next = 0;
            for (int i = 0; i < rows.length; i++) {
                for (long row = from[i]; row < to[i]; row++, next++) {
                    begins[next + 1] = begins[next] + splits[level][(int) row + 1] - splits[level][(int) row];
                }
                from[i] = splits[level][(int) from[i]];
                to[i] = splits[level][(int) to[i]];
            }
            // Of a single index the outermost dimension is gone.
            if (level > 0 || isNested) {
                ShapedByKernel.give(outputs[output++], splits(type, begins, next + 1));
            }
        }
    }

    private static Tensor splits(DType type, long[] begins, int n) {
        Tensor all = Tensor.zeros(type, Shape.of(n));
        for (int i = 0; i < n; i++) {
            Integers.set(all.buffer(), i, begins[i]);
        }
        return all;
    }

    private static void values(long[][] splits, long[] rows, Buffer values, Buffer output) {
        Shape shape = values.shape();
        int each = shape.dim(0) == 0 ? 0 : values.size() / (int) shape.dim(0);
        long count = 0;
        for (long row : rows) {
            count += innermost(splits, row + 1) - innermost(splits, row);
        }
        Tensor all = Tensor.zeros(values.dtype(), shape.with(0, count));
        int next = 0;
        for (long row : rows) {
            int from = (int) innermost(splits, row) * each;
            int n = (int) innermost(splits, row + 1) * each - from;
            System.arraycopy(values.array(), from, all.buffer().array(), next, n);
            next += n;
        }
        ShapedByKernel.give(output, all);
    }

    /** Where a row begins among the values. */
    private static long innermost(long[][] splits, long row) {
        long at = row;
        for (long[] level : splits) {
            at = level[(int) at];
        }
        return at;
    }

    /** What was copied is added up where it came from. */
    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        int ranks = c.node().inputs().size() - 2;
        Output splits = c.input(0);
        for (int i = 1; i < ranks; i++) {
            splits = GatherV2.of(scope, c.input(i), splits);
        }
        Output rows = Reshape.of(scope, c.input(ranks + 1), -1);
        Output from = GatherV2.of(scope, splits, rows);
        Output one = Const.of(scope, 1, rows.dtype());
        Output to = GatherV2.of(scope, splits, Add.of(scope, rows, one));
        Output places = RaggedRange.of(scope, from, to, Const.of(scope, 1, splits.dtype()))
                .get(1);
        Output shape = Axes.shapeOf(scope, c.input(ranks));
        Output grad = c.upstream((int) outputRaggedRank);
        Output sum = ScatterNd.of(scope, ExpandDims.of(scope, places, -1), grad, Cast.of(scope, shape, places.dtype()));
        List<@Nullable Output> all = new ArrayList<>(Collections.nCopies(ranks, null));
        all.add(sum);
        all.add(null);
        return all;
    }

    static List<Sample> samples() {
        long[] splits = {0, 2, 2, 3};
        float[] values = {5, 6, 7};
        return List.of(
                Sample.of(new RaggedGather(1), splits, values, new int[] {2, 0, 1, 0})
                        .gives(new long[] {0, 1, 3, 3, 5}, new float[] {7, 5, 6, 5, 6}),
                Sample.of(new RaggedGather(0), splits, values, 0L).gives((Object) new float[] {5, 6}),
                Sample.of(new RaggedGather(2), splits, values, new long[][] {{2, 1}, {0, 0}})
                        .gives(new long[] {0, 2, 4}, new long[] {0, 1, 1, 3, 5}, new float[] {7, 5, 6, 5, 6}),
                Sample.of(
                                new RaggedGather(2),
                                new int[] {0, 1, 3},
                                new int[] {0, 2, 2, 3},
                                new double[][] {{1, 2}, {3, 4}, {5, 6}},
                                new int[] {1, 0})
                        .gives(new int[] {0, 2, 3}, new int[] {0, 0, 1, 3}, new double[][] {{5, 6}, {1, 2}, {3, 4}}),
                Sample.rough(new RaggedGather(1), splits, new String[] {"a", "b", "c"}, new int[] {1})
                        .gives(new long[] {0, 0}, Tensor.zeros(DType.STRING, Shape.of(0))),
                Sample.refused(
                        "indices[1] = 3 is not in [0, 3)", new RaggedGather(1), splits, values, new int[] {0, 3}),
                Sample.refused("OUTPUT_RAGGED_RANK must be", new RaggedGather(2), splits, values, new int[] {0}),
                Sample.refused("ascending order", new RaggedGather(0), new long[] {0, 3, 2}, new float[2], 0));
    }
}
