package dev.lamina.op.linalg;

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
import dev.lamina.kernel.array.Broadcast;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.array.BroadcastGradientArgs;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.Slice;
import dev.lamina.op.kernel.Axes;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.op.kernel.Widened;
import dev.lamina.op.reduce.Sum;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Products of the matrices in the last two axes of {@code x} and {@code y}; the axes before them broadcast.
 *
 * @param adjX whether the matrices of x are given transposed, complex ones conjugated too
 * @param adjY whether the matrices of y are given transposed, complex ones conjugated too
 */
@OpDef(
        inputs = {"x: T", "y: T"},
        outputs = "output: T",
        attrs = {
            "T: {bfloat16, half, float, double, int16, int32, int64, uint8, complex64, complex128}",
            "adj_x: bool = false",
            "adj_y: bool = false"
        })
public record BatchMatMulV2(boolean adjX, boolean adjY) implements ComplexOp.Product {
    /** Adds products of matrices that may be given transposed. */
    public static Output of(Scope scope, Operand x, Operand y, boolean adjX, boolean adjY) {
        return scope.output(new BatchMatMulV2(adjX, adjY), x, y);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape x = c.shape(0);
        Shape y = c.shape(1);
        for (int i = 0; i < 2; i++) {
            if (c.shape(i).hasRank() && c.shape(i).rank() < 2) {
                throw c.error("In[" + i + "] ndims must be >= 2: " + c.shape(i).rank());
            }
        }
        if (!x.hasRank() || !y.hasRank()) {
            return List.of(Shape.unknown());
        }
        long left = x.dim(adjX ? -2 : -1);
        long right = y.dim(adjY ? -1 : -2);
        if (left >= 0 && right >= 0 && left != right) {
            throw c.error("Matrix size-incompatible: In[0]: " + x + ", In[1]: " + y);
        }
        Shape batch = Elementwise.broadcast(c, batch(x), batch(y));
        return List.of(batch.concat(Shape.of(x.dim(adjX ? -1 : -2), y.dim(adjY ? -2 : -1))));
    }

    private static Shape batch(Shape shape) {
        return shape.slice(0, shape.rank() - 2);
    }

    private static Shape matrix(Shape shape) {
        return shape.slice(shape.rank() - 2, shape.rank());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        if (!Products.has(c.inputType(0))) {
            return Widened.of(c, this::kernel);
        }
        return products(c);
    }

    /** The kernel for matrices of any one type that products are computed in. */
    Kernel products(KernelContext c) {
        Shape x = c.inputShape(0);
        Shape y = c.inputShape(1);
        Shape result = c.outputShape(0);
        Products product = new Products(adjX, adjY, matrix(x), matrix(y));
        Broadcast layout = new Broadcast(batch(result).dims(), batch(x).dims(), batch(y).dims());
        int inner = layout.inner();
        int matrices = batch(result).size();
        int sizeX = matrix(x).size();
        int sizeY = matrix(y).size();
        int size = matrix(result).size();
        return (inputs, outputs) -> {
            for (int i = 0; i < matrices; i++) {
                int row = i / inner;
                int column = i - row * inner;
                int ofX = layout.offset(0, row) + (layout.moves(0) ? column : 0);
                int ofY = layout.offset(1, row) + (layout.moves(1) ? column : 0);
                product.run(inputs[0], ofX * sizeX, inputs[1], ofY * sizeY, outputs[0], i * size);
            }
        };
    }

    /** Complex matrices are given adjoint, which is transposed and conjugated. */
    @Override
    public boolean conjugates(int operand) {
        return operand == 0 ? adjX : adjY;
    }

    @Override
    public long arithmetic(KernelContext c) {
        return 2 * c.outputShape(0).elements() * c.inputShape(0).dim(adjX ? -2 : -1);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output g = c.upstream(0);
        Output x = c.input(0);
        Output y = c.input(1);
        Output byX = adjX ? of(scope, y, g, adjY, true) : of(scope, g, y, false, !adjY);
        Output byY = adjY ? of(scope, g, x, true, adjX) : of(scope, x, g, !adjX, false);
        if (sameBatch(x.shape(), y.shape())) {
            return List.of(byX, byY);
        }
        Output shapeX = Axes.shapeOf(scope, x);
        Output shapeY = Axes.shapeOf(scope, y);
        List<Output> axes = BroadcastGradientArgs.of(scope, batch(scope, shapeX), batch(scope, shapeY));
        return List.of(
                Reshape.of(scope, Sum.of(scope, byX, axes.get(0), false), shapeX),
                Reshape.of(scope, Sum.of(scope, byY, axes.get(1), false), shapeY));
    }

    private static boolean sameBatch(Shape x, Shape y) {
        return x.hasRank() && y.hasRank() && batch(x).isFullyDefined() && batch(x).equals(batch(y));
    }

    /** A shape without its last two dimensions. */
    private static Output batch(Scope scope, Output shape) {
        Output length = Sub.of(scope, Axes.shapeOf(scope, shape), Const.of(scope, new int[] {2}));
        return Slice.of(scope, shape, Const.of(scope, new int[] {0}), length);
    }

    /** The form whose batches do not broadcast. */
    @OpDef(
            inputs = {"x: T", "y: T"},
            outputs = "output: T",
            attrs = {"T: type", "adj_x: bool = false", "adj_y: bool = false"})
    record BatchMatMul(boolean adjX, boolean adjY) implements Superseded {
        @Override
        public Op successor() {
            return new BatchMatMulV2(adjX, adjY);
        }
    }

    static List<Sample> samples() {
        float[][][] x = {{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}};
        float[][][] one = {{{0, 1}, {1, 0}}};
        return List.of(
                Sample.of(new BatchMatMulV2(false, false), x, x).gives((Object) new float[][][] {
                    {{7, 10}, {15, 22}}, {{67, 78}, {91, 106}}
                }),
                Sample.of(new BatchMatMulV2(false, false), x, one).gives((Object) new float[][][] {
                    {{2, 1}, {4, 3}}, {{6, 5}, {8, 7}}
                }),
                Sample.of(new BatchMatMulV2(true, true), one[0], x).gives((Object) new float[][][] {
                    {{2, 4}, {1, 3}}, {{6, 8}, {5, 7}}
                }),
                Sample.of(new BatchMatMulV2(false, true), new double[][] {{1, 2}}, new double[][] {{3, 4}})
                        .gives((Object) new double[][] {{11}}),
                Sample.rough(new BatchMatMulV2(false, false), new int[][][] {{{2}}}, new int[][] {{3, 4}})
                        .gives((Object) new int[][][] {{{6, 8}}}),
                Sample.refused("ndims must be >= 2", new BatchMatMulV2(false, false), new float[2], one),
                Sample.refused(
                        "Incompatible shapes: [2] vs. [3]", new BatchMatMulV2(false, false), x, new float[3][2][2]),
                Sample.refused("Matrix size-incompatible", new BatchMatMulV2(false, false), x, new float[2][3][2]),
                Sample.of(
                                new BatchMatMulV2(false, true),
                                Tensor.wrap(DType.COMPLEX64, new float[] {1, 1, 0, 2}, Shape.of(1, 2)),
                                Tensor.wrap(DType.COMPLEX64, new float[] {2, 0, 1, -1}, Shape.of(1, 2)))
                        .gives(Tensor.wrap(DType.COMPLEX64, new float[] {0, 4}, Shape.of(1, 1))));
    }
}
