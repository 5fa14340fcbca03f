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
import dev.lamina.kernel.matrix.LuDecomposition;
import dev.lamina.kernel.matrix.TriangularSystem;
import dev.lamina.op.math.Neg;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The solutions of systems of linear equations with square matrices: {@code matrix output = rhs}. Every type is computed in float64.
 *
 * @param adjoint whether the matrices are given transposed
 */
@OpDef(
        inputs = {"matrix: T", "rhs: T"},
        outputs = "output: T",
        attrs = {"adjoint: bool = false", "T: {double, float, half}"})
public record MatrixSolve(boolean adjoint) implements Op {
    /** Adds solutions. */
    public static Output of(Scope scope, Operand matrix, Operand rhs) {
        return of(scope, matrix, rhs, false);
    }

    /** Adds solutions, of the systems with transposed matrices if {@code adjoint}. */
    public static Output of(Scope scope, Operand matrix, Operand rhs, boolean adjoint) {
        return scope.output(new MatrixSolve(adjoint), matrix, rhs);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape matrix = MatrixShapes.square(c, 0);
        Shape rhs = MatrixShapes.matrices(c, 1);
        if (!matrix.hasRank() || !rhs.hasRank()) {
            return List.of(Shape.unknown());
        }
        long rows = MatrixShapes.equal(c, matrix.dim(-1), rhs.dim(-2));
        Shape batch = MatrixShapes.batch(matrix);
        if (!batch.isCompatibleWith(MatrixShapes.batch(rhs))) {
            throw c.error("Shapes must be equal, but are " + batch + " and " + MatrixShapes.batch(rhs)
                    + " before the last two axes");
        }
        return List.of(batch.merge(MatrixShapes.batch(rhs)).concat(Shape.of(rows, rhs.dim(-1))));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int n = MatrixShapes.rows(c, 0);
        int columns = MatrixShapes.columns(c, 1);
        double[] lu = MatrixShapes.workspace(c, n, n);
        double[] scratch = MatrixShapes.workspace(c, n, columns);
        int[] rows = c.workspace(DType.INT32, Shape.of(n)).ints();
        return MatrixKernel.of(c, MatrixShapes.batch(c.outputShape(0)), (x, xAt, y, yAt) -> {
            System.arraycopy(x[0], xAt[0], lu, 0, n * n);
            LuDecomposition.decompose(lu, 0, n, rows);
            if (!TriangularSystem.isInvertible(lu, 0, n)) {
                throw c.error("Input matrix is not invertible.");
            }
            LuDecomposition.solve(lu, 0, n, rows, adjoint, x[1], xAt[1], y[0], yAt[0], columns, scratch);
        });
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output byRhs = of(scope, c.input(0), c.upstream(0), !adjoint);
        Output product = adjoint
                ? MatrixShapes.productTransposed(scope, c.output(0), byRhs)
                : MatrixShapes.productTransposed(scope, byRhs, c.output(0));
        return List.of(Neg.of(scope, product), byRhs);
    }

    /** The form of before matrices could be many. */
    @OpDef(
            inputs = {"matrix: T", "rhs: T"},
            outputs = "output: T",
            attrs = {"adjoint: bool = false", "T: {double, float}"})
    record BatchMatrixSolve(boolean adjoint) implements Superseded {
        @Override
        public Op successor() {
            return new MatrixSolve(adjoint);
        }
    }

    static List<Sample> samples() {
        float[][] one = {{1, 2}, {3, 4}};
        double[][][] two = {{{0, 2, 1}, {1, 0, 3}, {4, 1, 0}}, {{2, 0, 0}, {0, 4, 0}, {0, 0, -1}}};
        return List.of(
                Sample.of(new MatrixSolve(false), one, new float[][] {{5, 1}, {11, 2}})
                        .gives((Object) new float[][] {{1, 0}, {2, 0.5f}}),
                Sample.of(new MatrixSolve(true), one, new float[][] {{7}, {10}})
                        .gives((Object) new float[][] {{1}, {2}}),
                Sample.of(new MatrixSolve(false), two, new double[][][] {{{25}, {50}, {0}}, {{1}, {2}, {3}}})
                        .gives((Object) new double[][][] {{{-1}, {4}, {17}}, {{0.5}, {0.5}, {-3}}}),
                Sample.rough(
                                new MatrixSolve(false),
                                Tensor.zeros(DType.FLOAT32, Shape.of(2, 0, 0)),
                                Tensor.zeros(DType.FLOAT32, Shape.of(2, 0, 3)))
                        .gives(Tensor.zeros(DType.FLOAT32, Shape.of(2, 0, 3))),
                Sample.refused("Input matrix is not invertible.", new MatrixSolve(false), new float[2][2], one),
                Sample.refused("but are 2 and 3", new MatrixSolve(false), new float[2][3], new float[2][1]),
                Sample.refused("but are 2 and 3", new MatrixSolve(false), one, new float[3][1]),
                Sample.refused("Shapes must be equal", new MatrixSolve(false), one, new float[2][2][1]),
                Sample.refused("at least rank 2 but is rank 1", new MatrixSolve(false), one, new float[2]));
    }
}
