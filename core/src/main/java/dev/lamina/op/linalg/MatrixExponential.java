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
import dev.lamina.kernel.matrix.Exponential;
import dev.lamina.op.array.ConcatV2;
import dev.lamina.op.array.ZerosLike;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The exponentials of square matrices, the limits of {@code 1 + a + a a / 2! + ...}. Every type is computed in float64. */
@OpDef(inputs = "input: T", outputs = "output: T", attrs = "T: {double, float, half}")
public record MatrixExponential() implements Op {
    /** Adds exponentials. */
    public static Output of(Scope scope, Operand input) {
        return scope.output(new MatrixExponential(), input);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(MatrixShapes.square(c, 0));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int n = MatrixShapes.rows(c, 0);
        double[][] space = new double[Exponential.MATRICES][];
        for (int i = 0; i < space.length; i++) {
            space[i] = MatrixShapes.workspace(c, n, n);
        }
        Exponential exponential =
                new Exponential(n, space, c.workspace(DType.INT32, Shape.of(n)).ints());
        return MatrixKernel.of(
                c,
                MatrixShapes.batch(c.inputShape(0)),
                (x, xAt, y, yAt) -> exponential.apply(x[0], xAt[0], y[0], yAt[0]));
    }

    /**
     * How the exponential of the transpose changes in the upstream's direction: the upper right block of
     * {@code exp([transpose(a) upstream; 0 transpose(a)])}.
     */
    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output transposed = MatrixShapes.transpose(scope, c.input(0));
        Output upper = ConcatV2.of(scope, List.of(transposed, c.upstream(0)), -1);
        Output lower = ConcatV2.of(scope, List.of(ZerosLike.of(scope, transposed), transposed), -1);
        Output whole = of(scope, ConcatV2.of(scope, List.of(upper, lower), -2));
        return List.of(MatrixShapes.upperRight(scope, whole, transposed));
    }

    static List<Sample> samples() {
        MatrixExponential op = new MatrixExponential();
        double e = StrictMath.E;
        return List.of(
                Sample.of(op, (Object) new double[][] {{0, 1, 2}, {0, 0, 3}, {0, 0, 0}})
                        .gives((Object) new double[][] {{1, 1, 3.5}, {0, 1, 3}, {0, 0, 1}}),
                Sample.of(op, (Object) new double[][][] {{{1, 0}, {0, -1}}, {{0, Math.PI / 2}, {-Math.PI / 2, 0}}})
                        .gives((Object) new double[][][] {{{e, 0}, {0, 1 / e}}, {{0, 1}, {-1, 0}}}),
                Sample.of(op, (Object) new float[][] {{0.5f, -0.25f}, {1, 2}}),
                Sample.rough(op, (Object) new double[][] {{20, 0}, {0, 21}}).gives((Object)
                        new double[][] {{4.851651954097903e8, 0}, {0, 1.3188157344832146e9}}),
                Sample.rough(op, (Object) new float[][] {{Float.NaN}}).gives((Object) new float[][] {{Float.NaN}}),
                Sample.rough(op, Tensor.zeros(DType.FLOAT32, Shape.of(2, 0, 0)))
                        .gives(Tensor.zeros(DType.FLOAT32, Shape.of(2, 0, 0))),
                Sample.refused("Dimensions must be equal, but are 2 and 3", op, (Object) new float[2][3]),
                Sample.refused("at least rank 2 but is rank 1", op, (Object) new float[2]));
    }
}
