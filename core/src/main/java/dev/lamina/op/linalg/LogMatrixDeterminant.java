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
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The signs of the determinants of square matrices, and the logarithms of their absolute values: 0 and minus infinity where there is
 * no inverse. Every type is computed in float64.
 */
@OpDef(
        inputs = "input: T",
        outputs = {"sign: T", "log_abs_determinant: T"},
        attrs = "T: {half, float, double}")
public record LogMatrixDeterminant() implements Op {
    /** Adds signs and logarithms. */
    public static List<Output> of(Scope scope, Operand input) {
        return scope.node(new LogMatrixDeterminant(), List.of(input)).outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape input = MatrixShapes.square(c, 0);
        Shape batch = input.hasRank() ? MatrixShapes.batch(input) : Shape.unknown();
        return List.of(batch, batch);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int n = MatrixShapes.rows(c, 0);
        double[] lu = MatrixShapes.workspace(c, n, n);
        int[] rows = c.workspace(DType.INT32, Shape.of(n)).ints();
        return MatrixKernel.of(c, c.outputShape(0), (x, xAt, y, yAt) -> {
            System.arraycopy(x[0], xAt[0], lu, 0, n * n);
            double sign = LuDecomposition.decompose(lu, 0, n, rows);
            double logarithm = 0;
            for (int i = 0; i < n; i++) {
                double pivot = lu[i * (n + 1)];
                sign *= Math.signum(pivot);
                logarithm += StrictMath.log(Math.abs(pivot));
            }
            y[0][yAt[0]] = sign;
            y[1][yAt[1]] = logarithm;
        });
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output inverse = MatrixInverse.of(scope, c.input(0), true);
        return List.of(Mul.of(scope, MatrixShapes.asMatrix(scope, c.upstream(1)), inverse));
    }

    static List<Sample> samples() {
        float low = Float.NEGATIVE_INFINITY;
        return List.of(
                Sample.of(new LogMatrixDeterminant(), (Object) new float[][] {{1, 2}, {3, 4}})
                        .gives(-1f, 0.6931472f),
                Sample.of(new LogMatrixDeterminant(), (Object) new double[][][] {
                            {{0, 2, 1}, {1, 0, 3}, {4, 1, 0}}, {{2, 0, 0}, {0, 3, 0}, {0, 0, 4}}
                        })
                        .gives(new double[] {1, 1}, new double[] {3.2188758248682006, 3.1780538303479458}),
                Sample.rough(new LogMatrixDeterminant(), (Object) new float[][] {{1, 2}, {2, 4}})
                        .gives(0f, low),
                Sample.rough(new LogMatrixDeterminant(), Tensor.zeros(DType.FLOAT32, Shape.of(1, 0, 0)))
                        .gives(new float[] {1}, new float[] {0}),
                Sample.refused("at least rank 2 but is rank 1", new LogMatrixDeterminant(), (Object) new float[3]),
                Sample.refused("Dimensions must be equal, but are 2 and 3", new LogMatrixDeterminant(), (Object)
                        new float[2][3]));
    }
}
