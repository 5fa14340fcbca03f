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
import dev.lamina.kernel.matrix.JacobiSvd;
import dev.lamina.kernel.matrix.LeastSquares;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The solutions of systems of linear equations with matrices [M, N], for which the sum of the squares of what is left over, and of
 * {@code l2_regularizer} times the squares of the solution, is least; where M is less than N the shortest solutions. Every type is computed in float64.
 *
 * @param fast whether the normal equations are solved, which have to be far from singular; if not, the shortest solutions are found by the
 *     singular values whatever the matrices are, the regularizer makes no difference, and there is no gradient; TensorFlow has none by the regularizer either
 */
@OpDef(
        inputs = {"matrix: T", "rhs: T", "l2_regularizer: double"},
        outputs = "output: T",
        attrs = {"T: {double, float, half}", "fast: bool = true"})
public record MatrixSolveLs(boolean fast) implements Op {
    /** Adds solutions. */
    public static Output of(Scope scope, Operand matrix, Operand rhs, Operand l2Regularizer, boolean fast) {
        return scope.output(new MatrixSolveLs(fast), matrix, rhs, l2Regularizer);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape matrix = MatrixShapes.matrices(c, 0);
        Shape rhs = MatrixShapes.matrices(c, 1);
        c.withRank(2, 0, "l2_regularizer");
        if (!matrix.hasRank() || !rhs.hasRank()) {
            return List.of(Shape.unknown());
        }
        MatrixShapes.equal(c, matrix.dim(-2), rhs.dim(-2));
        Shape batch = MatrixShapes.batch(matrix);
        if (!batch.isCompatibleWith(MatrixShapes.batch(rhs))) {
            throw c.error("Shapes must be equal, but are " + batch + " and " + MatrixShapes.batch(rhs)
                    + " before the last two axes");
        }
        return List.of(batch.merge(MatrixShapes.batch(rhs)).concat(Shape.of(matrix.dim(-1), rhs.dim(-1))));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int rows = MatrixShapes.rows(c, 0);
        int columns = MatrixShapes.columns(c, 0);
        int size = Math.min(rows, columns);
        int right = MatrixShapes.columns(c, 1);
        LeastSquares system = new LeastSquares(
                rows,
                columns,
                right,
                MatrixShapes.workspace(c, size, size),
                MatrixShapes.workspace(c, size, size),
                MatrixShapes.workspace(c, size, right));
        Shape batch = MatrixShapes.batch(c.outputShape(0));
        if (fast) {
            return MatrixKernel.of(c, batch, (x, xAt, y, yAt) -> {
                double penalty = x[2][xAt[2]];
                if (!(penalty >= 0)) {
                    throw c.error("l2_regularizer must be >= 0, but is " + penalty);
                }
                if (!system.solve(x[0], xAt[0], x[1], xAt[1], penalty, y[0], yAt[0])) {
                    throw c.error(
                            "Input matrix was rank deficient or ill-conditioned. Try setting fast=False or provide"
                                    + " a larger l2_regularizer > 0.");
                }
            });
        }
        JacobiSvd svd = new JacobiSvd(rows, columns, MatrixShapes.workspace(c, size, size));
        double[] s = MatrixShapes.workspace(c, size);
        double[] u = MatrixShapes.workspace(c, rows, size);
        double[] v = MatrixShapes.workspace(c, columns, size);
        double least = size * (c.inputType(0) == DType.FLOAT64 ? 0x1p-52 : 0x1p-23);
        return MatrixKernel.of(
                c,
                batch,
                (x, xAt, y, yAt) -> system.solve(svd, x[0], xAt[0], x[1], xAt[1], least, s, u, v, y[0], yAt[0]));
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        if (!fast) {
            throw c.notDifferentiable();
        }
        return LeastSquaresGradient.of(c);
    }

    /** The form of before matrices could be many. */
    @OpDef(
            inputs = {"matrix: T", "rhs: T", "l2_regularizer: double"},
            outputs = "output: T",
            attrs = {"T: {double, float}", "fast: bool = true"})
    record BatchMatrixSolveLs(boolean fast) implements Superseded {
        @Override
        public Op successor() {
            return new MatrixSolveLs(fast);
        }
    }

    static List<Sample> samples() {
        MatrixSolveLs fast = new MatrixSolveLs(true);
        MatrixSolveLs slow = new MatrixSolveLs(false);
        double[][] tall = {{1, 0}, {1, 1}, {1, 2}};
        double[][] wide = {{1, 1, 0}, {0, 1, -1}};
        double[][] singular = {{1, 2}, {2, 4}, {3, 6}};
        return List.of(
                Sample.rough(fast, tall, new double[][] {{1}, {3}, {4}}, 0.0).gives((Object)
                        new double[][] {{7 / 6.0}, {1.5}}),
                Sample.of(
                        fast,
                        new double[][][] {tall, {{2, 1}, {0, 3}, {1, -1}}},
                        new double[][][] {{{1, 0}, {3, 1}, {4, -1}}, {{2, 1}, {0, 1}, {1, 3}}},
                        0.5),
                Sample.rough(fast, wide, new double[][] {{2}, {1}}, 0.0).gives((Object) new double[][] {{1}, {1}, {0}}),
                Sample.of(fast, wide, new double[][] {{2, 0.5}, {1, 3}}, 0.25),
                Sample.rough(fast, new float[][] {{2, 1}, {1, 3}}, new float[][] {{3}, {4}}, 0.0)
                        .gives((Object) new float[][] {{1}, {1}}),
                Sample.of(fast, new double[][] {{2, 1}, {1, 3}}, new double[][] {{3}, {4}}, 1.0),
                Sample.rough(slow, tall, new double[][] {{1}, {3}, {4}}, 2.0).gives((Object)
                        new double[][] {{7 / 6.0}, {1.5}}),
                Sample.rough(slow, wide, new double[][] {{2}, {1}}, 0.0).gives((Object) new double[][] {{1}, {1}, {0}}),
                Sample.rough(slow, singular, new double[][] {{5}, {10}, {15}}, 0.0)
                        .gives((Object) new double[][] {{1}, {2}}),
                Sample.rough(slow, new float[3][2], new float[3][1], 0.0).gives((Object) new float[2][1]),
                Sample.rough(
                                fast,
                                Tensor.zeros(DType.FLOAT32, Shape.of(2, 0)),
                                Tensor.zeros(DType.FLOAT32, Shape.of(2, 3)),
                                0.0)
                        .gives(Tensor.zeros(DType.FLOAT32, Shape.of(0, 3))),
                Sample.refused("Input matrix was rank deficient", fast, new float[3][2], new float[3][1], 0.0),
                Sample.refused("l2_regularizer must be >= 0", fast, tall, new double[3][1], -1.0),
                Sample.refused("l2_regularizer must have rank 0", fast, tall, new double[3][1], new double[1]),
                Sample.refused("but are 3 and 2", fast, tall, new double[2][1], 0.0),
                Sample.refused("Shapes must be equal", fast, tall, new double[2][3][1], 0.0));
    }
}
