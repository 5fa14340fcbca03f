package dev.lamina.op.linalg;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.array.ZerosLike;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Matrices with {@code diagonal} in the place of their own diagonals. */
@OpDef(
        inputs = {"input: T", "diagonal: T"},
        outputs = "output: T",
        attrs = "T: type")
public record MatrixSetDiag() implements ComplexOp.ByParts {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand input, Operand diagonal) {
        return scope.output(new MatrixSetDiag(), input, diagonal);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape diagonal = Matrices.diagonal(c, c.shape(0));
        if (!diagonal.isCompatibleWith(c.shape(1))) {
            throw c.error("diagonal must have the shape " + diagonal + ", not " + c.shape(1));
        }
        return List.of(c.shape(0));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int rows = (int) c.inputShape(0).dim(-2);
        int columns = (int) c.inputShape(0).dim(-1);
        int n = Math.min(rows, columns);
        int matrices = n == 0 ? 0 : c.inputShape(1).size() / n;
        return (inputs, outputs) -> {
            outputs[0].copyFrom(inputs[0]);
            for (int i = 0; i < matrices; i++) {
                Strides.copy(inputs[1].array(), i * n, 1, outputs[0].array(), i * rows * columns, columns + 1, n);
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output rest = of(scope, c.upstream(0), ZerosLike.of(scope, c.input(1)));
        return List.of(rest, MatrixDiagPart.of(scope, c.upstream(0)));
    }

    static List<Sample> samples() {
        float[][] x = {{1, 2, 3}, {4, 5, 6}};
        return List.of(
                Sample.of(new MatrixSetDiag(), x, new float[] {7, 8}).gives((Object)
                        new float[][] {{7, 2, 3}, {4, 8, 6}}),
                Sample.rough(new MatrixSetDiag(), new int[][][] {{{1}}, {{2}}}, new int[][] {{5}, {6}})
                        .gives((Object) new int[][][] {{{5}}, {{6}}}),
                Sample.refused("diagonal must have the shape [2], not [3]", new MatrixSetDiag(), x, new float[3]),
                Sample.refused("input must be at least 2-dim", new MatrixSetDiag(), new float[3], new float[1]));
    }
}
