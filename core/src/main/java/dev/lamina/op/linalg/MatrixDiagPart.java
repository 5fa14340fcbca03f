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

/** The diagonals of matrices, as long as the shorter side. */
@OpDef(inputs = "input: T", outputs = "diagonal: T", attrs = "T: type")
public record MatrixDiagPart() implements ComplexOp.ByParts {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand input) {
        return scope.output(new MatrixDiagPart(), input);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Matrices.diagonal(c, c.shape(0)));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int rows = (int) c.inputShape(0).dim(-2);
        int columns = (int) c.inputShape(0).dim(-1);
        int n = Math.min(rows, columns);
        int matrices = n == 0 ? 0 : c.outputShape(0).size() / n;
        return (inputs, outputs) -> {
            for (int i = 0; i < matrices; i++) {
                Strides.copy(inputs[0].array(), i * rows * columns, columns + 1, outputs[0].array(), i * n, 1, n);
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        return List.of(MatrixSetDiag.of(scope, ZerosLike.of(scope, c.input(0)), c.upstream(0)));
    }

    static List<Sample> samples() {
        float[][][] x = {{{1, 2, 3}, {4, 5, 6}}, {{7, 8, 9}, {0, 1, 2}}};
        return List.of(
                Sample.of(new MatrixDiagPart(), (Object) x).gives((Object) new float[][] {{1, 5}, {7, 1}}),
                Sample.rough(new MatrixDiagPart(), (Object) new int[][] {{1}, {2}})
                        .gives((Object) new int[] {1}),
                Sample.refused("input must be at least 2-dim", new MatrixDiagPart(), new float[3]));
    }
}
