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
import dev.lamina.op.kernel.Accumulate;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sparse tensor in which each row that had no element has one at its first place, in the order of the rows; besides which rows were empty, and
 * where each element went.
 */
@OpDef(
        inputs = {"indices: int64", "values: T", "dense_shape: int64", "default_value: T"},
        outputs = {"output_indices: int64", "output_values: T", "empty_row_indicator: bool", "reverse_index_map: int64"
        },
        attrs = "T: type")
public record SparseFillEmptyRows() implements Op {
    /** Adds the operation; its four outputs. */
    public static List<Output> of(Scope scope, Operand indices, Operand values, Operand shape, Operand defaultValue) {
        return scope.node(new SparseFillEmptyRows(), List.of(indices, values, shape, defaultValue))
                .outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        long count = Coordinates.check(c, 0, 1, 2);
        c.withRank(3, 0, "default_value must be a scalar: it");
        Tensor shape = c.value(2);
        Tensor indices = c.peek(0);
        if (shape != null && shape.size() == 0) {
            throw c.error("Dense shape cannot be empty.");
        }
        long rows = shape == null ? -1 : shape.buffer().asLong(0);
        if (shape != null && rows < 0) {
            throw c.error("dense_shape[0] must not be negative, but is " + rows);
        }
        long filled = -1;
        if (shape != null && indices != null) {
            Shape whole = Shape.of(rows);
            if (!whole.fitsArray()) {
                throw c.error("dense_shape[0] = " + rows + " is beyond what an array holds");
            }
            BitSet used = new BitSet();
            int rank = shape.size();
            for (int i = 0; i < indices.shape().dim(0); i++) {
                long row = indices.buffer().asLong(i * rank);
                if (row < 0 || row >= rows) {
                    throw c.error("indices(" + i + ", 0) is invalid: " + row + (row < 0 ? " < 0" : " >= " + rows));
                }
                used.set((int) row);
            }
            filled = indices.shape().dim(0) + rows - used.cardinality();
        }
        return List.of(Shape.of(filled, Coordinates.rank(c, 0, 2)), Shape.of(filled), Shape.of(rows), Shape.of(count));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int count = c.inputShape(1).size();
        int rank = (int) c.inputShape(0).dim(1);
        int rows = c.outputShape(2).size();
        int[] next = c.workspace(DType.INT32, Shape.of(rows + 1L)).ints();
        return (inputs, outputs) -> {
            long[] from = inputs[0].longs();
            long[] to = outputs[0].longs();
            Arrays.fill(next, 0, rows + 1, 0);
            for (int i = 0; i < count; i++) {
                next[(int) from[i * rank] + 1]++;
            }
            for (int row = 0; row < rows; row++) {
                boolean isEmpty = next[row + 1] == 0;
                outputs[2].bytes()[row] = (byte) (isEmpty ? 1 : 0);
                int place = next[row];
                next[row + 1] = place + Math.max(1, next[row + 1]);
                if (isEmpty) {
                    Arrays.fill(to, place * rank, (place + 1) * rank, 0);
                    to[place * rank] = row;
                    System.arraycopy(inputs[3].array(), 0, outputs[1].array(), place, 1);
                }
            }
            for (int i = 0; i < count; i++) {
                int place = next[(int) from[i * rank]]++;
                System.arraycopy(from, i * rank, to, place * rank, rank);
                System.arraycopy(inputs[1].array(), i, outputs[1].array(), place, 1);
                outputs[3].longs()[i] = place;
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        List<Output> by = SparseFillEmptyRowsGrad.of(c.scope(), c.output(3), c.upstream(1));
        return Arrays.asList(null, by.get(0), null, by.get(1));
    }

    static List<Sample> samples() {
        SparseFillEmptyRows op = new SparseFillEmptyRows();
        long[][] indices = {{0, 1}, {2, 0}, {2, 1}};
        return List.of(
                Sample.of(op, indices, new float[] {1, 2, 3}, new long[] {4, 2}, 9f)
                        .gives(
                                new long[][] {{0, 1}, {1, 0}, {2, 0}, {2, 1}, {3, 0}},
                                new float[] {1, 9, 2, 3, 9},
                                new boolean[] {false, true, false, true},
                                new long[] {0, 2, 3}),
                Sample.rough(op, new long[][] {{1, 0}, {0, 0}}, new String[] {"a", "b"}, new long[] {2, 2}, "z")
                        .gives(
                                new long[][] {{0, 0}, {1, 0}},
                                new String[] {"b", "a"},
                                new boolean[] {false, false},
                                new long[] {1, 0}),
                Sample.refused(
                        "indices(0, 0) is invalid: 2 >= 2",
                        op,
                        new long[][] {{2, 0}},
                        new float[1],
                        new long[] {2, 2},
                        0f),
                Sample.refused(
                        "indices(0, 0) is invalid: -1 < 0",
                        op,
                        new long[][] {{-1, 0}},
                        new float[1],
                        new long[] {2, 2},
                        0f));
    }

    /** The gradient of {@link SparseFillEmptyRows} by the values and by what fills. */
    @OpDef(
            inputs = {"reverse_index_map: int64", "grad_values: T"},
            outputs = {"d_values: T", "d_default_value: T"},
            attrs = "T: {float, double, int32, uint8, int16, int8, int64, bfloat16, half, uint16, uint32, uint64}")
    public record SparseFillEmptyRowsGrad() implements Op {
        /** Adds the operation; its two outputs. */
        public static List<Output> of(Scope scope, Operand map, Operand gradient) {
            return scope.node(new SparseFillEmptyRowsGrad(), List.of(map, gradient))
                    .outputs();
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            c.withRank(1, 1, "grad_values must be a vector: it");
            return List.of(c.withRank(0, 1, "reverse_index_map must be a vector: it"), Shape.scalar());
        }

        @Override
        public Kernel kernel(KernelContext c) {
            int count = c.inputShape(0).size();
            int all = c.inputShape(1).size();
            DType type = c.inputType(1);
            byte[] isTaken = c.workspace(DType.BOOL, Shape.of(all)).bytes();
            Object zero = type.newArray(1);
            return (inputs, outputs) -> {
                Arrays.fill(isTaken, 0, all, (byte) 0);
                for (int i = 0; i < count; i++) {
                    long place = inputs[0].longs()[i];
                    if (place < 0 || place >= all) {
                        throw c.error("Elements in reverse index must be in [0, " + all + ") but got " + place);
                    }
                    isTaken[(int) place] = 1;
                    System.arraycopy(inputs[1].array(), (int) place, outputs[0].array(), i, 1);
                }
                System.arraycopy(zero, 0, outputs[1].array(), 0, 1);
                for (int i = 0; i < all; i++) {
                    if (isTaken[i] == 0) {
                        Accumulate.run(type, 1, inputs[1].array(), i, outputs[1].array(), 0, 1);
                    }
                }
            };
        }

        static List<Sample> samples() {
            SparseFillEmptyRowsGrad op = new SparseFillEmptyRowsGrad();
            return List.of(
                    Sample.rough(op, new long[] {0, 2, 3}, new float[] {1, 2, 3, 4, 5})
                            .gives(new float[] {1, 3, 4}, 7f),
                    Sample.refused("must be in [0, 2) but got 2", op, new long[] {2}, new float[2]));
        }
    }
}
