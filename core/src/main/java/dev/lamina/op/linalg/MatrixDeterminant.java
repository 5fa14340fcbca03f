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
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The determinants of square matrices: 1 of an empty one. Every type is computed in float64. */
@OpDef(inputs = "input: T", outputs = "output: T", attrs = "T: {half, float, double}")
public record MatrixDeterminant() implements Op {
    /** Adds determinants. */
    public static Output of(Scope scope, Operand input) {
        return scope.output(new MatrixDeterminant(), input);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape input = MatrixShapes.square(c, 0);
        return List.of(input.hasRank() ? MatrixShapes.batch(input) : Shape.unknown());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int n = MatrixShapes.rows(c, 0);
        double[] lu = MatrixShapes.workspace(c, n, n);
        int[] rows = c.workspace(DType.INT32, Shape.of(n)).ints();
        return MatrixKernel.of(c, c.outputShape(0), (x, xAt, y, yAt) -> {
            System.arraycopy(x[0], xAt[0], lu, 0, n * n);
            double determinant = LuDecomposition.decompose(lu, 0, n, rows);
            for (int i = 0; i < n; i++) {
                determinant *= lu[i * (n + 1)];
            }
            y[0][yAt[0]] = determinant;
        });
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output factor = Mul.of(scope, c.upstream(0), c.output(0));
        Output inverse = MatrixInverse.of(scope, c.input(0), true);
        return List.of(Mul.of(scope, MatrixShapes.asMatrix(scope, factor), inverse));
    }

    /** The form of before matrices could be many. */
    @OpDef(inputs = "input: T", outputs = "output: T", attrs = "T: {float, double}")
    record BatchMatrixDeterminant() implements Superseded {
        @Override
        public Op successor() {
            return new MatrixDeterminant();
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new MatrixDeterminant(), (Object) new float[][] {{1, 2}, {3, 4}})
                        .gives(-2f),
                Sample.of(new MatrixDeterminant(), (Object) new double[][][] {
                            {{0, 2, 1}, {1, 0, 3}, {4, 1, 0}}, {{2, 0, 0}, {0, 3, 0}, {0, 0, 4}}
                        })
                        .gives((Object) new double[] {25, 24}),
                Sample.rough(new MatrixDeterminant(), (Object) new float[][] {{1, 2}, {2, 4}})
                        .gives(0f),
                Sample.rough(new MatrixDeterminant(), (Object) new float[][] {{1, Float.NaN}, {2, 4}})
                        .gives(Float.NaN),
                Sample.rough(new MatrixDeterminant(), Tensor.zeros(DType.FLOAT32, Shape.of(2, 0, 0)))
                        .gives((Object) new float[] {1, 1}),
                Sample.refused("at least rank 2 but is rank 1", new MatrixDeterminant(), (Object) new float[3]),
                Sample.refused("Dimensions must be equal, but are 2 and 3", new MatrixDeterminant(), (Object)
                        new float[2][3]));
    }
}
