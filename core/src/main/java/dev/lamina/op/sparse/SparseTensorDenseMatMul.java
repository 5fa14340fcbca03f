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
import dev.lamina.op.array.Reshape;
import dev.lamina.op.array.Transpose;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.GatherV2;
import dev.lamina.op.index.Slice;
import dev.lamina.op.kernel.Integers;
import dev.lamina.op.kernel.Spread;
import dev.lamina.op.kernel.Widened;
import dev.lamina.op.reduce.Sum;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The product of a sparse matrix, told by coordinates, and a dense one.
 *
 * @param adjointA whether the sparse one is transposed first
 * @param adjointB whether the dense one is
 */
@OpDef(
        inputs = {"a_indices: Tindices", "a_values: T", "a_shape: int64", "b: T"},
        outputs = "product: T",
        attrs = {"T: type", "Tindices: {int32, int64} = int64", "adjoint_a: bool = false", "adjoint_b: bool = false"})
public record SparseTensorDenseMatMul(boolean adjointA, boolean adjointB) implements Op {
    /** Adds a product. */
    public static Output of(
            Scope scope,
            Operand indices,
            Operand values,
            Operand shape,
            Operand b,
            boolean adjointA,
            boolean adjointB) {
        return scope.output(new SparseTensorDenseMatMul(adjointA, adjointB), indices, values, shape, b);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Coordinates.check(c, 0, 1, 2);
        Shape b = c.withRank(3, 2, "Tensor 'b'");
        Tensor dims = c.value(2);
        if (dims != null && dims.size() != 2) {
            throw c.error("Tensor 'a_shape' must have 2 elements");
        }
        long[] a = dims == null ? new long[] {-1, -1} : Integers.of(dims);
        long inner = a[adjointA ? 0 : 1];
        long other = b.dim(adjointB ? 1 : 0);
        if (inner >= 0 && other >= 0 && inner != other) {
            throw c.error("Cannot multiply A and B because inner dimension does not match: " + inner + " vs. " + other
                    + ".  Did you forget a transpose?  Dimensions of A: [" + a[0] + ", " + a[1]
                    + ").  Dimensions of B: "
                    + b);
        }
        long rows = a[adjointA ? 1 : 0];
        if (dims != null && rows < 0) {
            throw c.error("a dimension of " + rows + " in the shape " + dims);
        }
        return List.of(Shape.of(rows, b.dim(adjointB ? 0 : 1)));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        DType type = c.inputType(1);
        if (type == DType.FLOAT16 || type == DType.BFLOAT16) {
            return Widened.of(c, this::kernel);
        }
        if (type != DType.FLOAT32 && type != DType.FLOAT64 && type != DType.INT32) {
            throw c.error("is not defined for type " + type);
        }
        int count = c.inputShape(1).size();
        Shape a = Shape.of(Integers.of(c.value(2)));
        int columns = (int) c.outputShape(0).dim(1);
        int row = adjointB ? 1 : columns;
        int step = adjointB ? (int) c.inputShape(3).dim(1) : 1;
        Object zero = type.newArray(1);
        return (inputs, outputs) -> {
            Spread.run(zero, 0, outputs[0].array(), outputs[0].size());
            for (int i = 0; i < count; i++) {
                Coordinates.place(c, inputs[0], i, a);
                int to = (int) inputs[0].asLong(2 * i + (adjointA ? 1 : 0)) * columns;
                int from = (int) inputs[0].asLong(2 * i + (adjointA ? 0 : 1)) * row;
                switch (inputs[1].array()) {
                    case float[] x -> floats(x[i], inputs[3].floats(), from, step, outputs[0].floats(), to, columns);
                    case int[] x -> ints(x[i], inputs[3].ints(), from, step, outputs[0].ints(), to, columns);
                    default ->
                        doubles(
                                inputs[1].doubles()[i],
                                inputs[3].doubles(),
                                from,
                                step,
                                outputs[0].doubles(),
                                to,
                                columns);
                }
            }
        };
    }

    private static void floats(float value, float[] b, int i, int step, float[] y, int o, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k] += value * b[i + k * step];
        }
    }

    private static void ints(int value, int[] b, int i, int step, int[] y, int o, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k] += value * b[i + k * step];
        }
    }

    private static void doubles(double value, double[] b, int i, int step, double[] y, int o, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k] += value * b[i + k * step];
        }
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output indices = c.input(0);
        Output upstream = c.upstream(0);
        Output swapped = Const.of(scope, new int[] {1, 0});
        Output byB = of(scope, indices, c.input(1), c.input(2), upstream, !adjointA, false);
        Output b = adjointB ? Transpose.of(scope, c.input(3), swapped) : c.input(3);
        Output rows = column(scope, indices, adjointA ? 1 : 0);
        Output columns = column(scope, indices, adjointA ? 0 : 1);
        Output products = Mul.of(scope, GatherV2.of(scope, upstream, rows), GatherV2.of(scope, b, columns));
        Output byValues = Sum.of(scope, products, Const.of(scope, 1), false);
        return Arrays.asList(null, byValues, null, adjointB ? Transpose.of(scope, byB, swapped) : byB);
    }

    private static Output column(Scope scope, Output indices, int column) {
        return Reshape.of(scope, Slice.of(scope, indices, new int[] {0, column}, new int[] {-1, 1}), -1);
    }

    static List<Sample> samples() {
        long[][] indices = {{0, 0}, {0, 2}, {1, 1}};
        float[] values = {2, 3, 4};
        long[] shape = {2, 3};
        float[][] b = {{1, 2}, {3, 4}, {5, 6}};
        return List.of(
                Sample.of(new SparseTensorDenseMatMul(false, false), indices, values, shape, b)
                        .gives((Object) new float[][] {{17, 22}, {12, 16}}),
                Sample.of(
                                new SparseTensorDenseMatMul(true, false),
                                new int[][] {{0, 0}, {0, 2}, {1, 1}},
                                new double[] {2, 3, 4},
                                shape,
                                new double[][] {{1, 2}, {3, 4}})
                        .gives((Object) new double[][] {{2, 4}, {12, 16}, {3, 6}}),
                Sample.of(new SparseTensorDenseMatMul(false, true), indices, values, shape, new float[][] {{1, 3, 5}})
                        .gives((Object) new float[][] {{17}, {12}}),
                Sample.rough(
                                new SparseTensorDenseMatMul(false, false),
                                indices,
                                new int[] {2, 3, 4},
                                shape,
                                new int[][] {{1}, {3}, {5}})
                        .gives((Object) new int[][] {{17}, {12}}),
                Sample.rough(
                                new SparseTensorDenseMatMul(false, false),
                                indices,
                                Tensor.of(values, DType.FLOAT16),
                                shape,
                                Tensor.of(b, DType.FLOAT16))
                        .gives(Tensor.of(new float[][] {{17, 22}, {12, 16}}, DType.FLOAT16)),
                Sample.refused(
                        "inner dimension does not match: 3 vs. 2",
                        new SparseTensorDenseMatMul(false, false),
                        indices,
                        values,
                        shape,
                        new float[2][2]),
                Sample.refused(
                        "indices[0] = [0,3] is out of bounds",
                        new SparseTensorDenseMatMul(false, false),
                        new long[][] {{0, 3}},
                        new float[1],
                        shape,
                        b));
    }
}
