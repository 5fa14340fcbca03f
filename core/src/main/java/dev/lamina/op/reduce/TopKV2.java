package dev.lamina.op.reduce;

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
import dev.lamina.graph.Superseded;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.array.Range;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.array.Size;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.ScatterNd;
import dev.lamina.op.kernel.Axes;
import dev.lamina.op.kernel.Integers;
import dev.lamina.op.kernel.Rows;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code k} greatest elements along the last axis, and where they are; of equal ones the first comes first, and
 * NaN comes last.
 *
 * @param sorted whether the elements come in descending order; if not, in the one that TensorFlow leaves them in
 * @param indexType int16, int32 or int64
 */
@OpDef(
        inputs = {"input: T", "k: Tk"},
        outputs = {"values: T", "indices: index_type"},
        attrs = {
            "sorted: bool = true",
            "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}",
            "Tk: {int16, int32, int64} = int32",
            "index_type: {int16, int32, int64} = int32"
        })
public record TopKV2(boolean sorted, DType indexType) implements Op {
    /** Adds the operation; the values, and their indices as int32. */
    public static List<Output> of(Scope scope, Operand input, Operand k) {
        return scope.node(new TopKV2(true, DType.INT32), List.of(input, k)).outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape input = c.shape(0);
        if (input.hasRank() && input.rank() == 0) {
            throw c.error("input must be >= 1-D, got shape []");
        }
        if (c.shape(1).hasRank() && c.shape(1).rank() != 0) {
            throw c.error("k must be scalar, got shape " + c.shape(1));
        }
        Tensor value = c.value(1);
        long k = value == null ? -1 : value.longValue();
        if (value != null && k < 0) {
            throw c.error("Need k >= 0, got " + k);
        }
        if (!input.hasRank()) {
            return List.of(input, input);
        }
        if (input.dim(-1) >= 0 && input.dim(-1) < k) {
            throw c.error("input must have at least k columns. Had " + input.dim(-1) + ", needed " + k);
        }
        Shape shape = input.with(-1, k);
        return List.of(shape, shape);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int columns = (int) c.inputShape(0).dim(-1);
        int k = (int) c.outputShape(0).dim(-1);
        int rows = Rows.count(c.inputShape(0));
        Ranking ranking = new Ranking(c, k);
        UnsortedRanking unsorted = new UnsortedRanking(c, k);
        return (inputs, outputs) -> {
            for (int row = 0; row < rows; row++) {
                int[] best = sorted
                        ? ranking.run(inputs[0], row * columns, columns)
                        : unsorted.run(inputs[0], row * columns, columns);
                for (int i = 0; i < k; i++) {
                    System.arraycopy(inputs[0].array(), row * columns + best[i], outputs[0].array(), row * k + i, 1);
                    Integers.set(outputs[1], row * k + i, best[i]);
                }
            }
        };
    }

    /** The values' gradients go to where the values came from. */
    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output x = c.input(0);
        Output shape = Axes.shapeOf(scope, x);
        Output size = Size.of(scope, x);
        Output positions = Reshape.of(scope, Range.of(scope, Const.of(scope, 0), size, Const.of(scope, 1)), shape);
        Output rowStarts = Min.of(scope, positions, Const.of(scope, -1), true);
        Output chosen = Add.of(scope, Cast.of(scope, c.output(1), DType.INT32), rowStarts);
        Output scattered = ScatterNd.of(
                scope,
                Reshape.of(scope, chosen, -1, 1),
                Reshape.of(scope, c.upstream(0), -1),
                Reshape.of(scope, size, 1));
        return Arrays.asList(Reshape.of(scope, scattered, shape), null);
    }

    /** The form with k as an attribute. */
    @OpDef(
            inputs = "input: T",
            outputs = {"values: T", "indices: int32"},
            attrs = {"k: int", "sorted: bool = true", "T: type"})
    record TopK(long k, boolean sorted) implements Superseded {
        @Override
        public Op successor() {
            return new TopKV2(sorted, DType.INT32);
        }

        @Override
        public List<Output> inputs(Scope scope, List<Output> given) {
            return List.of(given.getFirst(), Const.of(scope.named("k"), Math.toIntExact(k)));
        }
    }

    static List<Sample> samples() {
        TopKV2 op = new TopKV2(true, DType.INT32);
        float[][] x = {{1, 5, 3, 4}, {9, -2, 7, 8}};
        return List.of(
                Sample.of(op, x, 2).gives(new float[][] {{5, 4}, {9, 8}}, new int[][] {{1, 3}, {0, 3}}),
                Sample.of(op, new float[] {3, 1, 2}, 3).gives(new float[] {3, 2, 1}, new int[] {0, 2, 1}),
                Sample.rough(op, new float[] {1, 2, 2, 2}, 2).gives(new float[] {2, 2}, new int[] {1, 2}),
                Sample.rough(op, new float[] {Float.NaN, 1, 2}, 3)
                        .gives(new float[] {2, 1, Float.NaN}, new int[] {2, 1, 0}),
                Sample.rough(new TopKV2(false, DType.INT64), new long[] {Long.MIN_VALUE, Long.MAX_VALUE}, 1L)
                        .gives(new long[] {Long.MAX_VALUE}, new long[] {1}),
                Sample.rough(new TopKV2(true, DType.INT16), new float[] {1, 3}, 1)
                        .gives(new float[] {3}, new short[] {1}),
                Sample.rough(op, Tensor.of(new int[] {200, 100}, DType.UINT8), (short) 1)
                        .gives(Tensor.of(new int[] {200}, DType.UINT8), new int[] {0}),
                Sample.rough(new TopKV2(false, DType.INT32), new float[] {5, 1, 4, 2, 3}, 3)
                        .gives(new float[] {3, 5, 4}, new int[] {4, 0, 2}),
                Sample.rough(op, new float[] {1, 2}, 0).gives(new float[0], new int[0]),
                Sample.refused("input must have at least k columns. Had 3, needed 4", op, new float[3], 4),
                Sample.refused("Need k >= 0, got -1", op, new float[3], -1),
                Sample.refused("input must be >= 1-D", op, 1f, 1));
    }
}
