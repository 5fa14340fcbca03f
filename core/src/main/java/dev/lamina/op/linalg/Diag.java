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

/** A tensor of twice the rank with the elements of {@code diagonal} where the first and the second half of the indices are the same, and zeros else. */
@OpDef(
        inputs = "diagonal: T",
        outputs = "output: T",
        attrs = "T: {bfloat16, half, float, double, int32, int64, complex64, complex128}")
public record Diag() implements ComplexOp.ByParts {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand diagonal) {
        return scope.output(new Diag(), diagonal);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(c.shape(0).hasRank() ? c.shape(0).concat(c.shape(0)) : Shape.unknown());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int n = c.inputShape(0).size();
        Object zero = c.outputType(0).newArray(1);
        return (inputs, outputs) -> {
            Spread.run(zero, 0, outputs[0].array(), outputs[0].size());
            Strides.copy(inputs[0].array(), 0, 1, outputs[0].array(), 0, n + 1, n);
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return List.of(DiagPart.of(c.scope(), c.upstream(0)));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Diag(), new double[] {1, 2}).gives((Object) new double[][] {{1, 0}, {0, 2}}),
                Sample.rough(new Diag(), (Object) new int[][] {{1, 2}}).gives((Object) new int[][][][] {
                    {{{1, 0}}, {{0, 2}}}
                }));
    }
}
