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
import dev.lamina.kernel.matrix.LuDecomposition;
import dev.lamina.kernel.matrix.TriangularSystem;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.array.OneHot;
import dev.lamina.op.flow.Const;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The decompositions of square matrices by Gaussian elimination with partial pivoting. Every type is computed in float64.
 *
 * <p>{@code lu} has the upper triangular factor, and below its diagonal the lower one, whose own diagonal is ones; row i of their
 * product is row {@code p[i]} of the matrix.
 *
 * @param outputIdxType the type of {@code p}, int32 or int64
 */
@OpDef(
        inputs = "input: T",
        outputs = {"lu: T", "p: output_idx_type"},
        attrs = {"T: {double, float, half}", "output_idx_type: {int32, int64} = int32"})
public record Lu(DType outputIdxType) implements Op {
    /** Adds decompositions with int32 permutations. */
    public static List<Output> of(Scope scope, Operand input) {
        return scope.node(new Lu(DType.INT32), List.of(input)).outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape input = MatrixShapes.square(c, 0);
        return List.of(input, input.hasRank() ? input.slice(0, input.rank() - 1) : Shape.unknown());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int n = MatrixShapes.rows(c, 0);
        int[] rows = c.workspace(DType.INT32, Shape.of(n)).ints();
        return MatrixKernel.of(c, MatrixShapes.batch(c.inputShape(0)), (x, xAt, y, yAt) -> {
            System.arraycopy(x[0], xAt[0], y[0], yAt[0], n * n);
            LuDecomposition.decompose(y[0], yAt[0], n, rows);
            if (!TriangularSystem.isInvertible(y[0], yAt[0], n)) {
                throw c.error("Input is not invertible.");
            }
            for (int i = 0; i < n; i++) {
                y[1][yAt[1] + i] = rows[i];
            }
        });
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output lu = c.output(0);
        Output below = Const.of(scope, -1);
        Output none = Const.of(scope, 0);
        Output upper = MatrixBandPart.of(scope, lu, none, below);
        Output unit = MatrixShapes.unitLike(scope, lu);
        Output lower =
                MatrixSetDiag.of(scope, MatrixBandPart.of(scope, lu, below, none), MatrixDiagPart.of(scope, unit));
        Output g = c.upstream(0);
        // With F = strictly lower (transpose(l) g) + upper (g transpose(u)), what was permuted is inv(l)^T F inv(u)^T.
        Output byLower = MatrixShapes.transposedProduct(scope, lower, g);
        Output byUpper = MatrixShapes.productTransposed(scope, g, upper);
        Output middle = Add.of(
                scope,
                Sub.of(
                        scope,
                        MatrixBandPart.of(scope, byLower, below, none),
                        MatrixBandPart.of(scope, byLower, none, none)),
                MatrixBandPart.of(scope, byUpper, none, below));
        Output left = MatrixTriangularSolve.of(scope, lower, middle, true, true);
        Output whole = MatrixShapes.transpose(
                scope, MatrixTriangularSolve.of(scope, upper, MatrixShapes.transpose(scope, left), false, false));
        return List.of(BatchMatMulV2.of(scope, permutation(scope, c.output(1), lu.dtype()), whole, true, false));
    }

    /** The matrices that bring the rows into their order. */
    private static Output permutation(Scope scope, Output p, DType type) {
        Output n = MatrixShapes.last(scope, p);
        return OneHot.of(scope, p, n, Const.of(scope, 1f, type), Const.of(scope, 0f, type));
    }

    static List<Sample> samples() {
        Lu op = new Lu(DType.INT32);
        return List.of(
                Sample.of(op, (Object) new double[][] {{1, 2}, {4, 4}})
                        .gives(new double[][] {{4, 4}, {0.25, 1}}, new int[] {1, 0}),
                Sample.of(op, (Object) new float[][][] {
                            {{0, 2, 1}, {1, 0, 3}, {4, 1, 0}}, {{2, 0, 0}, {0, 4, 0}, {0, 0, -1}}
                        })
                        .gives(
                                new float[][][] {
                                    {{4, 1, 0}, {0, 2, 1}, {0.25f, -0.125f, 3.125f}}, {{2, 0, 0}, {0, 4, 0}, {0, 0, -1}}
                                },
                                new int[][] {{2, 0, 1}, {0, 1, 2}}),
                Sample.rough(new Lu(DType.INT64), (Object) new float[][] {{3}})
                        .gives(new float[][] {{3}}, new long[] {0}),
                Sample.rough(op, Tensor.zeros(DType.FLOAT32, Shape.of(0, 0)))
                        .gives(Tensor.zeros(DType.FLOAT32, Shape.of(0, 0)), new int[0]),
                Sample.refused("Input is not invertible.", op, (Object) new float[][] {{1, 2}, {2, 4}}),
                Sample.refused("at least rank 2 but is rank 1", op, (Object) new float[3]),
                Sample.refused("Dimensions must be equal, but are 2 and 3", op, (Object) new float[2][3]));
    }
}
