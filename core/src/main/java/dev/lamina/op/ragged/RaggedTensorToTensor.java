package dev.lamina.op.ragged;

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
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ragged tensor as one whose rows have one length: longer ones are cut, shorter ones filled up with a default.
 *
 * <p>The ragged tensor is the values of its innermost rows, one behind the other, and for each ragged dimension, from the outermost one on,
 * where its rows begin ({@code ROW_SPLITS}) or which row each of its elements is in ({@code VALUE_ROWIDS}); where the first says the latter, the number of
 * rows comes before ({@code FIRST_DIM_SIZE}). {@code shape} says how long the dimensions are to be, -1 for what the longest row asks for; a scalar -1 asks
 * for nothing.
 *
 * @param rowPartitionTypes what each of the tensors behind {@code default_value} says
 */
@OpDef(
        inputs = {
            "shape: Tshape",
            "values: T",
            "default_value: T",
            "row_partition_tensors: num_row_partition_tensors * Tindex"
        },
        outputs = "result: T",
        attrs = {
            "T: type",
            "Tindex: {int64, int32}",
            "Tshape: {int64, int32}",
            "num_row_partition_tensors: int >= 1",
            "row_partition_types: list(string)"
        })
public record RaggedTensorToTensor(List<String> rowPartitionTypes) implements Op {
    /** Adds the operation. */
    public static Output of(
            Scope scope,
            Operand shape,
            Operand values,
            Operand defaultValue,
            List<? extends Operand> partitions,
            List<String> types) {
        List<Operand> inputs = new ArrayList<>(List.of(shape, values, defaultValue));
        inputs.addAll(partitions);
        return scope.node(new RaggedTensorToTensor(types), inputs).output(0);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        RowPartitions partitions = RowPartitions.of(c, rowPartitionTypes);
        Shape values = c.shape(1);
        Shape fallback = c.shape(2);
        if (values.hasRank() && values.rank() == 0) {
            throw c.error("values must have at least one axis");
        }
        if (values.hasRank()) {
            Shape each = values.slice(1, values.rank());
            Shape joined = Elementwise.broadcast(fallback, each);
            if (joined == null
                    || (fallback.hasRank() && fallback.rank() > each.rank())
                    || !joined.isCompatibleWith(each)) {
                throw c.error("default_value.shape=" + fallback + " and rt_input.flat_values.shape=" + values
                        + " are incompatible: the first must broadcast to what follows the second's first axis");
            }
        }
        return List.of(partitions.wanted(c));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Shape values = c.inputShape(1);
        Shape each = values.slice(1, values.rank());
        int size = each.size();
        Buffer filling = c.workspace(c.inputType(2), each);
        Shape fallback = c.inputShape(2);
        int[] dims = Strides.dims(each);
        int[] strides = Strides.broadcast(fallback, each);
        Shape output = c.outputShape(0);
        int rows = size == 0 ? 0 : output.size() / size;
        int[] places = c.workspace(DType.INT32, Shape.of(Math.max(rows, 0))).ints();
        return (inputs, outputs) -> {
            Object target = outputs[0].array();
            for (int i = 0; i < size; i++) {
                int at = 0;
                int rest = i;
                for (int axis = dims.length - 1; axis >= 0; axis--) {
                    at += rest % dims[axis] * strides[axis];
                    rest /= dims[axis];
                }
                System.arraycopy(inputs[2].array(), at, filling.array(), i, 1);
            }
            RowPartitions.places(c, rowPartitionTypes, inputs, output, (int) values.dim(0), places, rows);
            for (int row = 0; row < rows; row++) {
                int from = places[row] < 0 ? 0 : places[row] * size;
                Object source = places[row] < 0 ? filling.array() : inputs[1].array();
                System.arraycopy(source, from, target, row * size, size);
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return RaggedGradient.of(c, rowPartitionTypes);
    }

    static List<Sample> samples() {
        RaggedTensorToTensor splits = new RaggedTensorToTensor(List.of("ROW_SPLITS"));
        RaggedTensorToTensor ids = new RaggedTensorToTensor(List.of("FIRST_DIM_SIZE", "VALUE_ROWIDS"));
        RaggedTensorToTensor two = new RaggedTensorToTensor(List.of("ROW_SPLITS", "ROW_SPLITS"));
        RaggedTensorToTensor mixed = new RaggedTensorToTensor(List.of("FIRST_DIM_SIZE", "VALUE_ROWIDS", "ROW_SPLITS"));
        float[] values = {1, 2, 3, 4};
        return List.of(
                Sample.of(splits, -1, values, 9f, new int[] {0, 2, 2, 4, 4}).gives((Object)
                        new float[][] {{1, 2}, {9, 9}, {3, 4}, {9, 9}}),
                Sample.of(ids, new long[] {-1, 3}, values, 9f, 4L, new long[] {0, 0, 2, 2})
                        .gives((Object) new float[][] {{1, 2, 9}, {9, 9, 9}, {3, 4, 9}, {9, 9, 9}}),
                Sample.of(splits, new long[] {2, 1}, values, 9f, new long[] {0, 2, 2, 4})
                        .gives((Object) new float[][] {{1}, {9}}),
                Sample.of(splits, -1L, new double[][] {{1, 2}, {3, 4}, {5, 6}}, new double[] {7, 8}, new long[] {0, 1, 3
                        })
                        .gives((Object) new double[][][] {{{1, 2}, {7, 8}}, {{3, 4}, {5, 6}}}),
                Sample.of(two, -1, values, 0f, new int[] {0, 2, 3}, new int[] {0, 1, 3, 4})
                        .gives((Object) new float[][][] {{{1, 0}, {2, 3}}, {{4, 0}, {0, 0}}}),
                Sample.rough(
                                mixed,
                                new int[] {3, -1, 1},
                                new String[] {"a", "b", "c", "d"},
                                "x",
                                2,
                                new int[] {0, 1, 1},
                                new int[] {0, 1, 3, 4})
                        .gives((Object) new String[][][] {{{"a"}, {"x"}}, {{"b"}, {"d"}}, {{"x"}, {"x"}}}),
                Sample.rough(splits, -1, Tensor.zeros(DType.FLOAT32, Shape.of(0)), 0f, new long[] {0})
                        .gives(Tensor.zeros(DType.FLOAT32, Shape.of(0, 0))),
                Sample.refused("are incompatible", splits, -1, values, new float[] {1, 2}, new long[] {0, 4}),
                Sample.refused(
                        "Cannot handle VALUE_ROWIDS in first dimension",
                        new RaggedTensorToTensor(List.of("VALUE_ROWIDS")),
                        -1,
                        values,
                        0f,
                        new long[] {0, 0, 1, 1}),
                Sample.refused(
                        "row partition type",
                        new RaggedTensorToTensor(List.of("ROW_LENGTHS")),
                        -1,
                        values,
                        0f,
                        new long[] {2, 2}),
                Sample.refused("row_partition_types has 2", two, -1, values, 0f, new long[] {0, 4}),
                Sample.refused("ascending order", splits, -1, values, 0f, new long[] {0, 5, 4}),
                Sample.refused("Final value of ragged splits must match", splits, -1, values, 0f, new long[] {0, 5}));
    }
}
