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
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The singular value decompositions of matrices: {@code input = u diag(s) transpose(v)}, the values in s falling. Every type is
 * computed in float64.
 *
 * <p>With P the smaller of a matrix's M rows and N columns, s is [P], u is [M, P] and v is [N, P].
 *
 * @param computeUv whether u and v are computed; if not, they are scalars without a meaning
 * @param fullMatrices whether u is [M, M] and v [N, N] instead
 */
@OpDef(
        inputs = "input: T",
        outputs = {"s: T", "u: T", "v: T"},
        attrs = {"compute_uv: bool = true", "full_matrices: bool = false", "T: {double, float, half}"})
public record Svd(boolean computeUv, boolean fullMatrices) implements Op {
    /** Adds decompositions, with the vectors that belong to singular values. */
    public static List<Output> of(Scope scope, Operand input) {
        return of(scope, input, true, false);
    }

    /** Adds decompositions. */
    public static List<Output> of(Scope scope, Operand input, boolean computeUv, boolean fullMatrices) {
        return scope.node(new Svd(computeUv, fullMatrices), List.of(input)).outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape input = MatrixShapes.matrices(c, 0);
        if (!input.hasRank()) {
            Shape unknown = computeUv ? Shape.unknown() : Shape.scalar();
            return List.of(Shape.unknown(), unknown, unknown);
        }
        long rows = input.dim(-2);
        long columns = input.dim(-1);
        long size = rows < 0 || columns < 0 ? -1 : Math.min(rows, columns);
        Shape batch = MatrixShapes.batch(input);
        return List.of(
                batch.concat(Shape.of(size)),
                computeUv ? batch.concat(Shape.of(rows, fullMatrices ? rows : size)) : Shape.scalar(),
                computeUv ? batch.concat(Shape.of(columns, fullMatrices ? columns : size)) : Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int rows = MatrixShapes.rows(c, 0);
        int columns = MatrixShapes.columns(c, 0);
        int size = Math.min(rows, columns);
        int uColumns = fullMatrices ? rows : size;
        int vColumns = fullMatrices ? columns : size;
        Shape batch = MatrixShapes.batch(c.inputShape(0));
        JacobiSvd svd = new JacobiSvd(rows, columns, MatrixShapes.workspace(c, size, size));
        if (!computeUv) {
            return MatrixKernel.of(c, batch, 1, (x, xAt, y, yAt) -> svd.values(x[0], xAt[0], y[0], yAt[0]));
        }
        return MatrixKernel.of(
                c,
                batch,
                (x, xAt, y, yAt) ->
                        svd.decompose(x[0], xAt[0], y[0], yAt[0], y[1], yAt[1], uColumns, y[2], yAt[2], vColumns));
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return List.of(SvdGradient.of(c, this));
    }

    /** The form of before matrices could be many. */
    @OpDef(
            inputs = "input: T",
            outputs = {"s: T", "u: T", "v: T"},
            attrs = {"compute_uv: bool = true", "full_matrices: bool = false", "T: {double, float}"})
    record BatchSvd(boolean computeUv, boolean fullMatrices) implements Superseded {
        @Override
        public Op successor() {
            return new Svd(computeUv, fullMatrices);
        }
    }

    static List<Sample> samples() {
        Svd thin = new Svd(true, false);
        Svd full = new Svd(true, true);
        Svd values = new Svd(false, false);
        double[][] square = {{4, 0}, {3, -5}};
        return List.of(
                // Of transpose(a) a the eigenvalues are 40 and 10.
                Sample.rough(thin, (Object) square)
                        .gives(
                                new double[] {6.324555320336759, 3.1622776601683795},
                                new double[][] {
                                    {0.4472135954999579, 0.8944271909999159}, {0.8944271909999159, -0.4472135954999579}
                                },
                                new double[][] {
                                    {0.7071067811865475, 0.7071067811865475}, {-0.7071067811865475, 0.7071067811865475}
                                }),
                Sample.of(values, (Object) new double[][] {{9, 1}, {-1, 3}, {2, 1}}),
                Sample.of(thin, (Object) new double[][] {{9, 1}, {-1, 3}, {2, 1}}),
                Sample.of(thin, (Object) new double[][][] {{{9, 1, 2}, {-1, 3, 1}}, {{2, 1, 0}, {3, -8, 1}}}),
                Sample.rough(values, (Object) new float[][] {{0, 2}, {-3, 0}, {0, 0}})
                        .gives(new float[] {3, 2}, 0f, 0f),
                Sample.rough(full, (Object) new float[][] {{3, 4}})
                        .gives(new float[] {5}, new float[][] {{-1}}, new float[][] {{-0.6f, -0.8f}, {-0.8f, 0.6f}}),
                Sample.rough(full, (Object) new double[][] {{1}, {2}, {2}}),
                Sample.rough(thin, (Object) new float[][] {{0, 0}, {0, 0}})
                        .gives(new float[2], new float[][] {{1, 0}, {0, 1}}, new float[][] {{1, 0}, {0, 1}}),
                Sample.rough(thin, Tensor.zeros(DType.FLOAT32, Shape.of(2, 3, 0)))
                        .gives(
                                Tensor.zeros(DType.FLOAT32, Shape.of(2, 0)),
                                Tensor.zeros(DType.FLOAT32, Shape.of(2, 3, 0)),
                                Tensor.zeros(DType.FLOAT32, Shape.of(2, 0, 0))),
                Sample.refused("at least rank 2 but is rank 1", thin, (Object) new float[3]));
    }
}
