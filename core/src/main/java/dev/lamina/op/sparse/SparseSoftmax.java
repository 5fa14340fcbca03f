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
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.array.Pack;
import dev.lamina.op.array.Size;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.GatherV2;
import dev.lamina.op.index.Slice;
import dev.lamina.op.index.Unique;
import dev.lamina.op.reduce.UnsortedSegmentSum;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Conversion;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Softmax of each row along the last axis over those elements alone that are told; they are in the order of their coordinates. */
@OpDef(
        inputs = {"sp_indices: int64", "sp_values: T", "sp_shape: int64"},
        outputs = "output: T",
        attrs = "T: {bfloat16, half, float, double}")
public record SparseSoftmax() implements Op {
    /** Adds the values of a softmax; their coordinates stay. */
    public static Output of(Scope scope, Operand indices, Operand values, Operand shape) {
        return scope.output(new SparseSoftmax(), indices, values, shape);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        long count = Coordinates.check(c, 0, 1, 2);
        long rank = Coordinates.rank(c, 0, 2);
        if (rank >= 0 && rank < 2) {
            throw c.error("Input should have rank >= 2, but received shape of rank " + rank);
        }
        return List.of(Shape.of(count));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int count = c.inputShape(1).size();
        int rank = (int) c.inputShape(0).dim(1);
        boolean isDouble = c.inputType(1) == DType.FLOAT64;
        double[] row = c.workspace(DType.FLOAT64, Shape.of(count)).doubles();
        return (inputs, outputs) -> {
            for (int first = 0; first < count; ) {
                int end = first + 1;
                while (end < count && sharesRow(inputs[0], first, end, rank)) {
                    end++;
                }
                double greatest = Double.NEGATIVE_INFINITY;
                for (int i = first; i < end; i++) {
                    greatest = Math.max(greatest, inputs[1].asDouble(i));
                }
                double sum = 0;
                for (int i = first; i < end; i++) {
                    row[i] = StrictMath.exp(inputs[1].asDouble(i) - greatest);
                    sum += row[i];
                }
                for (int i = first; i < end; i++) {
                    if (isDouble) {
                        outputs[0].doubles()[i] = row[i] / sum;
                    } else if (outputs[0].dtype() == DType.FLOAT32) {
                        outputs[0].floats()[i] = (float) (row[i] / sum);
                    } else {
                        outputs[0].shorts()[i] = narrow(outputs[0].dtype(), (float) (row[i] / sum));
                    }
                }
                first = end;
            }
        };
    }

    private static short narrow(DType type, float value) {
        return type == DType.FLOAT16 ? Float.floatToFloat16(value) : Conversion.bfloat16(value);
    }

    private static boolean sharesRow(Buffer indices, int i, int k, int rank) {
        for (int axis = 0; axis < rank - 1; axis++) {
            if (indices.asLong(i * rank + axis) != indices.asLong(k * rank + axis)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output indices = c.input(0);
        Output rank = Size.of(scope, c.input(2), DType.INT32);
        Output leading = Sub.of(scope, rank, Const.of(scope, 1));
        Output all = Pack.of(scope, List.of(Const.of(scope, -1), leading), 0);
        Output rows = Slice.of(scope, indices, Const.of(scope, new int[] {0, 0}), all);
        Output numbers =
                Unique.UniqueV2.of(scope, rows, Const.of(scope, new int[] {0})).get(1);
        Output count = Size.of(scope, c.output(0));
        Output products = Mul.of(scope, c.output(0), c.upstream(0));
        Output sums = GatherV2.of(scope, UnsortedSegmentSum.of(scope, products, numbers, count), numbers);
        Output byValues = Mul.of(scope, c.output(0), Sub.of(scope, c.upstream(0), sums));
        return Arrays.asList(null, byValues, null);
    }

    static List<Sample> samples() {
        SparseSoftmax op = new SparseSoftmax();
        long[][] indices = {{0, 0}, {0, 2}, {1, 1}};
        return List.of(
                Sample.of(op, indices, new float[] {0, 1.0986123f, 7}, new long[] {2, 3})
                        .gives((Object) new float[] {0.25f, 0.75f, 1}),
                Sample.of(op, new long[][] {{0, 0, 0}, {0, 0, 1}, {0, 1, 1}}, new double[] {2, 2, 5}, new long[] {
                            1, 2, 2
                        })
                        .gives((Object) new double[] {0.5, 0.5, 1}),
                Sample.rough(op, indices, Tensor.of(new float[] {1, 1, 5}, DType.FLOAT16), new long[] {2, 3})
                        .gives(Tensor.of(new float[] {0.5f, 0.5f, 1}, DType.FLOAT16)),
                Sample.refused("Input should have rank >= 2", op, new long[1][1], new float[1], new long[1]));
    }
}
