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
import dev.lamina.kernel.matrix.SquareRoot;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.ConcatV2;
import dev.lamina.op.array.ExpandDims;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.flow.Const;
import dev.lamina.op.kernel.Axes;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The principal square roots of square matrices: of all matrices whose product with themselves is the input, that whose eigenvalues have real
 * parts above 0. NaN where that is not real, as with a negative eigenvalue. Every type is computed in float64.
 */
@OpDef(inputs = "input: T", outputs = "output: T", attrs = "T: {double, float, half}")
public record MatrixSquareRoot() implements Op {
    /** Adds square roots. */
    public static Output of(Scope scope, Operand input) {
        return scope.output(new MatrixSquareRoot(), input);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(MatrixShapes.square(c, 0));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int n = MatrixShapes.rows(c, 0);
        double[][] space = new double[SquareRoot.MATRICES][];
        for (int i = 0; i < space.length; i++) {
            space[i] = MatrixShapes.workspace(c, n, n);
        }
        SquareRoot root = new SquareRoot(n, space);
        return MatrixKernel.of(
                c, MatrixShapes.batch(c.inputShape(0)), (x, xAt, y, yAt) -> root.apply(x[0], xAt[0], y[0], yAt[0]));
    }

    /** The solution x of {@code transpose(r) x + x transpose(r) = upstream}, as a system of n² equations. */
    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output transposed = MatrixShapes.transpose(scope, c.output(0));
        Output unit = MatrixShapes.unitLike(scope, transposed);
        Output shape = Axes.shapeOf(scope, transposed);
        Output batch = MatrixShapes.batch(scope, shape);
        Output last = ExpandDims.of(scope, MatrixShapes.last(scope, transposed), 0);
        Output square = Mul.of(scope, last, last);
        Output whole = ConcatV2.of(scope, List.of(batch, square, square), 0);
        Output system = Add.of(
                scope,
                Reshape.of(scope, kronecker(scope, transposed, unit), whole),
                Reshape.of(scope, kronecker(scope, unit, c.output(0)), whole));
        Output one = Const.of(scope, new int[] {1});
        Output column = Reshape.of(scope, c.upstream(0), ConcatV2.of(scope, List.of(batch, square, one), 0));
        return List.of(Reshape.of(scope, MatrixSolve.of(scope, system, column), shape));
    }

    /** Kronecker's product, its rows and its columns two axes each. */
    private static Output kronecker(Scope scope, Output x, Output y) {
        Output outer = ExpandDims.of(scope, ExpandDims.of(scope, x, -1), -3);
        Output inner = ExpandDims.of(scope, ExpandDims.of(scope, y, -2), -4);
        return Mul.of(scope, outer, inner);
    }

    static List<Sample> samples() {
        MatrixSquareRoot op = new MatrixSquareRoot();
        return List.of(
                Sample.of(op, (Object) new double[][] {{7, 10}, {15, 22}}),
                Sample.of(op, (Object) new double[][][] {{{4, 0}, {0, 9}}, {{0, -4}, {4, 0}}})
                        .gives((Object) new double[][][] {
                            {{2, 0}, {0, 3}},
                            {{1.4142135623730951, -1.4142135623730951}, {1.4142135623730951, 1.4142135623730951}}
                        }),
                Sample.of(op, (Object) new double[][] {{4, 1, 0}, {0, 4, 1}, {0, 0, 4}})
                        .gives((Object) new double[][] {{2, 0.25, -0.015625}, {0, 2, 0.25}, {0, 0, 2}}),
                Sample.of(op, (Object) new double[][] {{5, 2, 1, 0}, {-2, 4, 0, 1}, {0, 1, 6, -3}, {1, 0, 3, 7}}),
                Sample.of(op, (Object) new float[][] {{4}}).gives((Object) new float[][] {{2}}),
                Sample.rough(op, (Object) new float[][] {{-1}}).gives((Object) new float[][] {{Float.NaN}}),
                Sample.rough(op, Tensor.zeros(DType.FLOAT32, Shape.of(0, 2, 2)))
                        .gives(Tensor.zeros(DType.FLOAT32, Shape.of(0, 2, 2))),
                Sample.refused("Dimensions must be equal, but are 2 and 3", op, (Object) new float[2][3]));
    }
}
