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
import dev.lamina.kernel.matrix.CholeskyDecomposition;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lower triangular matrices L for which {@code input = L transpose(L)}, of symmetric positive definite matrices. Of these the
 * lower triangle is read; their gradient is symmetric. Every type is computed in float64.
 */
@OpDef(inputs = "input: T", outputs = "output: T", attrs = "T: {double, float, half}")
public record Cholesky() implements Op {
    /** Adds decompositions. */
    public static Output of(Scope scope, Operand input) {
        return scope.output(new Cholesky(), input);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(MatrixShapes.square(c, 0));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int n = MatrixShapes.rows(c, 0);
        return MatrixKernel.of(c, MatrixShapes.batch(c.inputShape(0)), (x, xAt, y, yAt) -> {
            if (!CholeskyDecomposition.decompose(x[0], xAt[0], n, y[0], yAt[0])) {
                throw c.error("Cholesky decomposition was not successful. The input might not be valid.");
            }
        });
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return List.of(gradient(c.scope(), c.output(0), c.upstream(0)));
    }

    /** Of {@code transpose(inverse(L)) P inverse(L)}, in which P is the lower triangle of {@code transpose(L) dL} with half the diagonal, the symmetric part. */
    private static Output gradient(Scope scope, Output l, Output dl) {
        Output inverse = MatrixTriangularSolve.of(scope, l, MatrixShapes.unitLike(scope, l), true, false);
        Output product = MatrixShapes.transposedProduct(scope, l, dl);
        Output half = Const.of(scope, 0.5f, l.dtype());
        Output diagonal = Mul.of(scope, half, MatrixDiagPart.of(scope, product));
        Output all = Const.of(scope, -1);
        Output none = Const.of(scope, 0);
        Output triangle = MatrixBandPart.of(scope, MatrixSetDiag.of(scope, product, diagonal), all, none);
        Output whole = MatrixShapes.product(scope, MatrixShapes.transposedProduct(scope, inverse, triangle), inverse);
        return Mul.of(scope, half, MatrixShapes.plusTranspose(scope, whole));
    }

    /** The form of before matrices could be many. */
    @OpDef(inputs = "input: T", outputs = "output: T", attrs = "T: {double, float}")
    record BatchCholesky() implements Superseded {
        @Override
        public Op successor() {
            return new Cholesky();
        }
    }

    /** The symmetric gradient by the decomposed matrix, given that by L; of both the lower triangle is read. */
    @OpDef(
            inputs = {"l: T", "grad: T"},
            outputs = "output: T",
            attrs = "T: {half, float, double}")
    public record CholeskyGrad() implements Op {
        /** Adds gradients. */
        public static Output of(Scope scope, Operand l, Operand grad) {
            return scope.output(new CholeskyGrad(), l, grad);
        }

        @Override
        public List<Shape> shapes(ShapeContext c) {
            Shape l = MatrixShapes.square(c, 0);
            Shape grad = MatrixShapes.square(c, 1);
            if (!l.isCompatibleWith(grad)) {
                throw c.error("Inputs must have the same shape, but are " + l + " and " + grad);
            }
            return List.of(l.merge(grad));
        }

        @Override
        public Kernel kernel(KernelContext c) {
            int n = MatrixShapes.rows(c, 0);
            return MatrixKernel.of(
                    c,
                    MatrixShapes.batch(c.inputShape(0)),
                    (x, xAt, y, yAt) -> CholeskyDecomposition.gradient(x[0], xAt[0], n, x[1], xAt[1], y[0], yAt[0]));
        }

        static List<Sample> samples() {
            float[][] l = {{2, 0}, {1, 3}};
            return List.of(
                    // a = l transpose(l): l11 = sqrt(a11), l21 = a21 / l11, l22 = sqrt(a22 - l21^2).
                    Sample.rough(new CholeskyGrad(), l, new float[][] {{1, 5}, {0, 0}})
                            .gives((Object) new float[][] {{0.25f, 0}, {0, 0}}),
                    Sample.rough(new CholeskyGrad(), l, new float[][] {{0, 0}, {1, 0}})
                            .gives((Object) new float[][] {{-0.125f, 0.25f}, {0.25f, 0}}),
                    Sample.rough(new CholeskyGrad(), new double[][][] {{{2, 7}, {1, 3}}}, new double[][][] {
                                {{0, 0}, {0, 6}}
                            })
                            .gives((Object) new double[][][] {{{0.25, -0.5}, {-0.5, 1}}}),
                    Sample.refused("must have the same shape", new CholeskyGrad(), l, new float[3][3]),
                    Sample.refused("at least rank 2 but is rank 1", new CholeskyGrad(), new float[3], l));
        }
    }

    /** The form of before matrices could be many. */
    @OpDef(
            inputs = {"l: T", "grad: T"},
            outputs = "output: T",
            attrs = "T: {float, double}")
    record BatchCholeskyGrad() implements Superseded {
        @Override
        public Op successor() {
            return new CholeskyGrad();
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new Cholesky(), (Object) new float[][] {{4, 9}, {2, 10}})
                        .gives((Object) new float[][] {{2, 0}, {1, 3}}),
                Sample.rough(new Cholesky(), (Object) new double[][][] {
                            {{4, 12, -16}, {12, 37, -43}, {-16, -43, 98}}, {{1, 0, 0}, {0, 4, 0}, {0, 0, 9}}
                        })
                        .gives((Object) new double[][][] {
                            {{2, 0, 0}, {6, 1, 0}, {-8, 5, 3}}, {{1, 0, 0}, {0, 2, 0}, {0, 0, 3}}
                        }),
                Sample.rough(new Cholesky(), Tensor.zeros(DType.FLOAT32, Shape.of(3, 0, 0)))
                        .gives(Tensor.zeros(DType.FLOAT32, Shape.of(3, 0, 0))),
                Sample.refused(
                        "Cholesky decomposition was not successful. The input might not be valid.",
                        new Cholesky(),
                        (Object) new float[][] {{1, 2}, {2, 1}}),
                Sample.refused("at least rank 2 but is rank 1", new Cholesky(), (Object) new float[3]),
                Sample.refused("Dimensions must be equal, but are 2 and 3", new Cholesky(), (Object) new float[2][3]));
    }
}
