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
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inverses of square matrices. Every type is computed in float64.
 *
 * @param adjoint whether those of the transposed matrices are given
 */
@OpDef(
        inputs = "input: T",
        outputs = "output: T",
        attrs = {"adjoint: bool = false", "T: {double, float, half}"})
public record MatrixInverse(boolean adjoint) implements Op {
    /** Adds inverses. */
    public static Output of(Scope scope, Operand input) {
        return of(scope, input, false);
    }

    /** Adds inverses, of the transposed matrices if {@code adjoint}. */
    public static Output of(Scope scope, Operand input, boolean adjoint) {
        return scope.output(new MatrixInverse(adjoint), input);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(MatrixShapes.square(c, 0));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int n = MatrixShapes.rows(c, 0);
        double[] lu = MatrixShapes.workspace(c, n, n);
        double[] unit = MatrixShapes.workspace(c, n, n);
        double[] scratch = MatrixShapes.workspace(c, n, n);
        int[] rows = c.workspace(DType.INT32, Shape.of(n)).ints();
        return MatrixKernel.of(c, MatrixShapes.batch(c.inputShape(0)), (x, xAt, y, yAt) -> {
            System.arraycopy(x[0], xAt[0], lu, 0, n * n);
            LuDecomposition.decompose(lu, 0, n, rows);
            if (!TriangularSystem.isInvertible(lu, 0, n)) {
                throw c.error("Input is not invertible.");
            }
            Arrays.fill(unit, 0, n * n, 0);
            for (int i = 0; i < n; i++) {
                unit[i * (n + 1)] = 1;
            }
            LuDecomposition.solve(lu, 0, n, rows, adjoint, unit, 0, y[0], yAt[0], n, scratch);
        });
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output inverse = c.output(0);
        Output byInverse = c.upstream(0);
        Output product = adjoint
                ? BatchMatMulV2.of(
                        scope, BatchMatMulV2.of(scope, inverse, byInverse, false, true), inverse, false, false)
                : BatchMatMulV2.of(
                        scope, inverse, MatrixShapes.productTransposed(scope, byInverse, inverse), true, false);
        return List.of(Neg.of(scope, product));
    }

    /** The form of before matrices could be many. */
    @OpDef(
            inputs = "input: T",
            outputs = "output: T",
            attrs = {"adjoint: bool = false", "T: {double, float}"})
    record BatchMatrixInverse(boolean adjoint) implements Superseded {
        @Override
        public Op successor() {
            return new MatrixInverse(adjoint);
        }
    }

    static List<Sample> samples() {
        float[][] one = {{1, 2}, {3, 4}};
        return List.of(
                Sample.of(new MatrixInverse(false), (Object) one).gives((Object)
                        new float[][] {{-2, 1}, {1.5f, -0.5f}}),
                Sample.of(new MatrixInverse(true), (Object) one).gives((Object) new float[][] {{-2, 1.5f}, {1, -0.5f}}),
                Sample.of(new MatrixInverse(false), (Object) new double[][][] {
                            {{0, 2, 1}, {1, 0, 3}, {4, 1, 0}}, {{2, 0, 0}, {0, 4, 0}, {0, 0, -1}}
                        })
                        .gives((Object) new double[][][] {
                            {{-0.12, 0.04, 0.24}, {0.48, -0.16, 0.04}, {0.04, 0.32, -0.08}},
                            {{0.5, 0, 0}, {0, 0.25, 0}, {0, 0, -1}}
                        }),
                Sample.rough(new MatrixInverse(false), Tensor.zeros(DType.FLOAT32, Shape.of(0, 2, 2)))
                        .gives(Tensor.zeros(DType.FLOAT32, Shape.of(0, 2, 2))),
                Sample.refused("Input is not invertible.", new MatrixInverse(false), (Object)
                        new float[][] {{1, 2}, {2, 4}}),
                Sample.refused("at least rank 2 but is rank 1", new MatrixInverse(false), (Object) new float[3]),
                Sample.refused("Dimensions must be equal, but are 2 and 3", new MatrixInverse(false), (Object)
                        new float[2][3]));
    }
}
