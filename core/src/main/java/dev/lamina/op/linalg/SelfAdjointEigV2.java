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
import dev.lamina.kernel.matrix.SymmetricEigen;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Eigenvalues, rising, and eigenvectors of symmetric matrices, of which the lower triangle is read: {@code input v = v diag(e)}. Every
 * type is computed in float64.
 *
 * @param computeV whether the vectors are computed; if not, v is a scalar without a meaning
 */
@OpDef(
        inputs = "input: T",
        outputs = {"e: T", "v: T"},
        attrs = {"compute_v: bool = true", "T: {double, float, half}"})
public record SelfAdjointEigV2(boolean computeV) implements Op {
    /** Adds eigenvalues and eigenvectors. */
    public static List<Output> of(Scope scope, Operand input) {
        return scope.node(new SelfAdjointEigV2(true), List.of(input)).outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape input = MatrixShapes.square(c, 0);
        Shape values = input.hasRank() ? input.slice(0, input.rank() - 1) : Shape.unknown();
        return List.of(values, computeV ? input : Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int n = MatrixShapes.rows(c, 0);
        SymmetricEigen eigen = eigen(c, n);
        double[] unused = MatrixShapes.workspace(c, n, n);
        Shape batch = MatrixShapes.batch(c.inputShape(0));
        return MatrixKernel.of(c, batch, computeV ? 2 : 1, (x, xAt, y, yAt) -> {
            double[] v = computeV ? y[1] : unused;
            if (!eigen.decompose(x[0], xAt[0], y[0], yAt[0], v, computeV ? yAt[1] : 0)) {
                throw c.error("Self-adjoint eigen decomposition was not successful. The input might not be valid.");
            }
        });
    }

    private static SymmetricEigen eigen(KernelContext c, int n) {
        double[][] vectors = new double[4][];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = MatrixShapes.workspace(c, n);
        }
        return new SymmetricEigen(n, MatrixShapes.workspace(c, n, n), vectors);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output v = computeV ? c.output(1) : of(scope, c.input(0)).get(1);
        Output middle = MatrixDiag.of(scope, c.upstream(0));
        if (computeV && c.hasUpstream(1)) {
            Output f = SvdGradient.reciprocalDifferences(scope, c.output(0));
            Output turned = MatrixShapes.transposedProduct(scope, v, c.upstream(1));
            middle = AddV2.of(scope, middle, Mul.of(scope, f, turned));
        }
        Output whole = MatrixShapes.product(scope, v, MatrixShapes.productTransposed(scope, middle, v));
        // Of the matrix the lower triangle alone is read.
        Output both = MatrixShapes.plusTranspose(scope, whole);
        Output triangle = MatrixBandPart.of(scope, both, Const.of(scope, -1), Const.of(scope, 0));
        Output half = Const.of(scope, 0.5f, both.dtype());
        return List.of(MatrixSetDiag.of(scope, triangle, Mul.of(scope, half, MatrixDiagPart.of(scope, both))));
    }

    /** The form of before matrices could be many. */
    @OpDef(
            inputs = "input: T",
            outputs = {"e: T", "v: T"},
            attrs = {"compute_v: bool = true", "T: {double, float}"})
    record BatchSelfAdjointEigV2(boolean computeV) implements Superseded {
        @Override
        public Op successor() {
            return new SelfAdjointEigV2(computeV);
        }
    }

    /** The form that gives one tensor: above the matrix of the eigenvectors a row with the eigenvalues. It has no gradient. */
    @OpDef(inputs = "input: T", outputs = "output: T", attrs = "T: {double, float, half}")
    public record SelfAdjointEig() implements Op {
        @Override
        public List<Shape> shapes(ShapeContext c) {
            Shape input = MatrixShapes.square(c, 0);
            if (!input.hasRank()) {
                return List.of(input);
            }
            long n = input.dim(-1);
            return List.of(MatrixShapes.batch(input).concat(Shape.of(n < 0 ? -1 : n + 1, n)));
        }

        @Override
        public Kernel kernel(KernelContext c) {
            int n = MatrixShapes.rows(c, 0);
            SymmetricEigen eigen = eigen(c, n);
            return MatrixKernel.of(c, MatrixShapes.batch(c.inputShape(0)), (x, xAt, y, yAt) -> {
                if (!eigen.decompose(x[0], xAt[0], y[0], yAt[0], y[0], yAt[0] + n)) {
                    throw c.error("Self-adjoint eigen decomposition was not successful. The input might not be valid.");
                }
            });
        }

        static List<Sample> samples() {
            return List.of(
                    Sample.rough(new SelfAdjointEig(), (Object) new float[][][] {{{4, 0}, {0, -3}}})
                            .gives((Object) new float[][][] {{{-3, 4}, {0, 1}, {1, 0}}}),
                    Sample.rough(new SelfAdjointEig(), Tensor.zeros(DType.FLOAT32, Shape.of(0, 0)))
                            .gives(Tensor.zeros(DType.FLOAT32, Shape.of(1, 0))),
                    Sample.refused("was not successful", new SelfAdjointEig(), (Object) new float[][] {{Float.NaN}}));
        }
    }

    /** The form of before matrices could be many. */
    @OpDef(inputs = "input: T", outputs = "output: T", attrs = "T: {double, float}")
    record BatchSelfAdjointEig() implements Superseded {
        @Override
        public Op successor() {
            return new SelfAdjointEig();
        }
    }

    static List<Sample> samples() {
        SelfAdjointEigV2 op = new SelfAdjointEigV2(true);
        return List.of(
                Sample.of(new SelfAdjointEigV2(false), (Object) new double[][] {{2, 9}, {1, 5}}),
                Sample.of(op, (Object) new double[][] {{9, 0, 0}, {1, 2, 0}, {-1, 1, -4}}),
                Sample.rough(new SelfAdjointEigV2(false), (Object) new float[][][] {{{2, 9}, {1, 2}}, {{4, 0}, {0, -3}}
                        })
                        .gives(new float[][] {{1, 3}, {-3, 4}}, 0f),
                Sample.rough(op, (Object) new float[][] {{4, 0}, {0, -3}}).gives(new float[] {-3, 4}, new float[][] {
                    {0, 1}, {1, 0}
                }),
                Sample.rough(op, Tensor.zeros(DType.FLOAT32, Shape.of(0, 0)))
                        .gives(Tensor.zeros(DType.FLOAT32, Shape.of(0)), Tensor.zeros(DType.FLOAT32, Shape.of(0, 0))),
                Sample.refused("was not successful", op, (Object) new float[][] {{Float.NaN}}),
                Sample.refused("at least rank 2 but is rank 1", op, (Object) new float[3]),
                Sample.refused("Dimensions must be equal, but are 2 and 3", op, (Object) new float[2][3]));
    }
}
