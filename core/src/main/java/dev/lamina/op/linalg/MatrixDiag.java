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
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.kernel.Spread;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Square matrices with the last axis of {@code diagonal} on their diagonals, and zeros else. */
@OpDef(inputs = "diagonal: T", outputs = "output: T", attrs = "T: type")
public record MatrixDiag() implements ComplexOp.ByParts {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand diagonal) {
        return scope.output(new MatrixDiag(), diagonal);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape x = c.shape(0);
        if (!x.hasRank()) {
            return List.of(Shape.unknown());
        }
        if (x.rank() == 0) {
            throw c.error("diagonal must be at least 1-dim, received shape: " + x);
        }
        return List.of(x.concat(x.slice(x.rank() - 1, x.rank())));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int n = (int) c.inputShape(0).dim(-1);
        int matrices = n == 0 ? 0 : c.inputShape(0).size() / n;
        Object zero = c.outputType(0).newArray(1);
        return (inputs, outputs) -> {
            Spread.run(zero, 0, outputs[0].array(), outputs[0].size());
            for (int i = 0; i < matrices; i++) {
                Strides.copy(inputs[0].array(), i * n, 1, outputs[0].array(), i * n * n, n + 1, n);
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return List.of(MatrixDiagPart.of(c.scope(), c.upstream(0)));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new MatrixDiag(), (Object) new double[][] {{1, 2}, {3, 4}})
                        .gives((Object) new double[][][] {{{1, 0}, {0, 2}}, {{3, 0}, {0, 4}}}),
                Sample.rough(new MatrixDiag(), new boolean[] {true, true}).gives((Object)
                        new boolean[][] {{true, false}, {false, true}}),
                Sample.refused("must be at least 1-dim", new MatrixDiag(), 1f));
    }
}
