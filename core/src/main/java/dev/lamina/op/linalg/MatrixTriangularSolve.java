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
import dev.lamina.kernel.matrix.TriangularSystem;
import dev.lamina.op.array.BroadcastGradientArgs;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.flow.Const;
import dev.lamina.op.kernel.Axes;
import dev.lamina.op.kernel.Elementwise;
import dev.lamina.op.math.Neg;
import dev.lamina.op.reduce.Sum;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The solutions of systems of linear equations with triangular matrices, {@code matrix output = rhs}; of the other triangle nothing is
 * read. The axes before the last two broadcast. Every type is computed in float64.
 *
 * @param lower whether the matrices are lower triangular as they are given
 * @param adjoint whether it is the transposed matrices that are multiplied
 */
@OpDef(
        inputs = {"matrix: T", "rhs: T"},
        outputs = "output: T",
        attrs = {"lower: bool = true", "adjoint: bool = false", "T: {bfloat16, double, float, half}"})
public record MatrixTriangularSolve(boolean lower, boolean adjoint) implements Op {
    /** Adds solutions. */
    public static Output of(Scope scope, Operand matrix, Operand rhs, boolean lower, boolean adjoint) {
        return scope.output(new MatrixTriangularSolve(lower, adjoint), matrix, rhs);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape matrix = MatrixShapes.square(c, 0);
        Shape rhs = MatrixShapes.matrices(c, 1);
        if (!matrix.hasRank() || !rhs.hasRank()) {
            return List.of(Shape.unknown());
        }
        long rows = MatrixShapes.equal(c, matrix.dim(-1), rhs.dim(-2));
        Shape batch = Elementwise.broadcast(c, MatrixShapes.batch(matrix), MatrixShapes.batch(rhs));
        return List.of(batch.concat(Shape.of(rows, rhs.dim(-1))));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int n = MatrixShapes.rows(c, 0);
        int columns = MatrixShapes.columns(c, 1);
        return MatrixKernel.of(c, MatrixShapes.batch(c.outputShape(0)), (x, xAt, y, yAt) -> {
            if (!TriangularSystem.isInvertible(x[0], xAt[0], n)) {
                throw c.error("Input matrix is not invertible.");
            }
            System.arraycopy(x[1], xAt[1], y[0], yAt[0], n * columns);
            TriangularSystem.solve(x[0], xAt[0], n, lower, adjoint, false, y[0], yAt[0], columns);
        });
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output matrix = c.input(0);
        Output rhs = c.input(1);
        Output byRhs = of(scope, matrix, c.upstream(0), lower, !adjoint);
        Output product = adjoint
                ? MatrixShapes.productTransposed(scope, c.output(0), byRhs)
                : MatrixShapes.productTransposed(scope, byRhs, c.output(0));
        Output all = Const.of(scope, -1);
        Output none = Const.of(scope, 0);
        Output byMatrix = MatrixBandPart.of(scope, Neg.of(scope, product), lower ? all : none, lower ? none : all);
        if (MatrixShapes.haveOneBatch(matrix, rhs)) {
            return List.of(byMatrix, byRhs);
        }
        Output matrixShape = Axes.shapeOf(scope, matrix);
        Output rhsShape = Axes.shapeOf(scope, rhs);
        List<Output> axes = BroadcastGradientArgs.of(
                scope, MatrixShapes.batch(scope, matrixShape), MatrixShapes.batch(scope, rhsShape));
        return List.of(
                Reshape.of(scope, Sum.of(scope, byMatrix, axes.get(0), false), matrixShape),
                Reshape.of(scope, Sum.of(scope, byRhs, axes.get(1), false), rhsShape));
    }

    /** The form of before matrices could be many. */
    @OpDef(
            inputs = {"matrix: T", "rhs: T"},
            outputs = "output: T",
            attrs = {"lower: bool = true", "adjoint: bool = false", "T: {double, float}"})
    record BatchMatrixTriangularSolve(boolean lower, boolean adjoint) implements Superseded {
        @Override
        public Op successor() {
            return new MatrixTriangularSolve(lower, adjoint);
        }
    }

    static List<Sample> samples() {
        float[][] below = {{2, 9}, {1, 4}};
        double[][][] above = {{{1, 2}, {7, 4}}, {{2, 1}, {7, 1}}};
        MatrixTriangularSolve op = new MatrixTriangularSolve(true, false);
        return List.of(
                Sample.of(op, below, new float[][] {{2, 4}, {5, 10}}).gives((Object) new float[][] {{1, 2}, {1, 2}}),
                Sample.of(new MatrixTriangularSolve(true, true), below, new float[][] {{3}, {4}})
                        .gives((Object) new float[][] {{1}, {1}}),
                Sample.of(new MatrixTriangularSolve(false, false), above, new double[][][] {{{5}, {8}}, {{5}, {1}}})
                        .gives((Object) new double[][][] {{{1}, {2}}, {{2}, {1}}}),
                Sample.of(new MatrixTriangularSolve(false, true), above, new double[][] {{2}, {8}})
                        .gives((Object) new double[][][] {{{2}, {1}}, {{1}, {7}}}),
                Sample.rough(
                                op,
                                Tensor.zeros(DType.FLOAT32, Shape.of(0, 0)),
                                Tensor.zeros(DType.FLOAT32, Shape.of(0, 2)))
                        .gives(Tensor.zeros(DType.FLOAT32, Shape.of(0, 2))),
                Sample.refused("Input matrix is not invertible.", op, new float[2][2], below),
                Sample.refused("but are 2 and 3", op, new float[2][3], new float[2][1]),
                Sample.refused("but are 2 and 3", op, below, new float[3][1]),
                Sample.refused("Incompatible shapes: [2] vs. [3]", op, new float[2][2][2], new float[3][2][1]));
    }
}
