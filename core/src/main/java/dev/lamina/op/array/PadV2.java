package dev.lamina.op.array;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The input with a constant around it: row i of {@code paddings} says how many before and after it along axis i. */
@OpDef(
        inputs = {"input: T", "paddings: Tpaddings", "constant_values: T"},
        outputs = "output: T",
        attrs = {"T: type", "Tpaddings: {int32, int64} = int32"})
public record PadV2() implements ComplexOp.ByParts {
    /** Adds a padding with a scalar. */
    public static Output of(Scope scope, Operand input, Operand paddings, Operand constant) {
        return scope.output(new PadV2(), input, paddings, constant);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(2, 0, "constant_values");
        return List.of(Padding.padded(c, 1));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Padding.kernel(c, 2);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Output inside = Padding.inside(c);
        Output all = Everything.sum(c.scope(), c.upstream(0));
        Output outside = Sub.of(c.scope(), all, Everything.sum(c.scope(), inside));
        return Arrays.asList(inside, null, outside);
    }

    static List<Sample> samples() {
        float[][] x = {{1, 2}, {3, 4}};
        return List.of(
                Sample.of(new PadV2(), x, new int[][] {{1, 0}, {0, 1}}, 9f).gives((Object)
                        new float[][] {{9, 9, 9}, {1, 2, 9}, {3, 4, 9}}),
                Sample.rough(new PadV2(), new boolean[] {false}, new long[][] {{0, 2}}, true)
                        .gives((Object) new boolean[] {false, true, true}),
                Sample.refused(
                        "constant_values must have rank 0", new PadV2(), x, new int[][] {{1, 0}, {0, 1}}, new float[] {
                            1, 2
                        }));
    }
}
