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
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The elements of a tensor of even rank where the first and the second half of the indices are the same; both halves have one shape. */
@OpDef(
        inputs = "input: T",
        outputs = "diagonal: T",
        attrs = "T: {bfloat16, half, float, double, int32, int64, complex64, complex128}")
public record DiagPart() implements ComplexOp.ByParts {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand input) {
        return scope.output(new DiagPart(), input);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape x = c.shape(0);
        if (!x.hasRank()) {
            return List.of(Shape.unknown());
        }
        int half = x.rank() / 2;
        if (x.rank() == 0 || x.rank() % 2 != 0) {
            throw c.error("Input must have even and non-zero rank: " + x);
        }
        if (!x.slice(0, half).isCompatibleWith(x.slice(half, x.rank()))) {
            throw c.error("Invalid shape " + x + ": both halves have to be the same");
        }
        return List.of(x.slice(0, half).merge(x.slice(half, x.rank())));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int n = c.outputShape(0).size();
        return (inputs, outputs) -> Strides.copy(inputs[0].array(), 0, n + 1, outputs[0].array(), 0, 1, n);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return List.of(Diag.of(c.scope(), c.upstream(0)));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new DiagPart(), (Object) new float[][] {{1, 2}, {3, 4}})
                        .gives((Object) new float[] {1, 4}),
                Sample.rough(new DiagPart(), (Object) new int[][][][] {{{{1, 5}}, {{6, 2}}}})
                        .gives((Object) new int[][] {{1, 2}}),
                Sample.refused("even and non-zero rank", new DiagPart(), new float[3]),
                Sample.refused("both halves have to be the same", new DiagPart(), (Object) new float[2][3]));
    }
}
