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
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The input with zeros around it: row i of {@code paddings} says how many before and after it along axis i. */
@OpDef(
        inputs = {"input: T", "paddings: Tpaddings"},
        outputs = "output: T",
        attrs = {"T: type", "Tpaddings: {int32, int64} = int32"})
public record Pad() implements ComplexOp.ByParts {
    /** Adds a padding. */
    public static Output of(Scope scope, Operand input, Operand paddings) {
        return scope.output(new Pad(), input, paddings);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Padding.padded(c, 1));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Padding.kernel(c, -1);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Arrays.asList(Padding.inside(c), null);
    }

    static List<Sample> samples() {
        float[][] x = {{1, 2}, {3, 4}};
        return List.of(
                Sample.of(new Pad(), x, new int[][] {{1, 0}, {0, 2}}).gives((Object)
                        new float[][] {{0, 0, 0, 0}, {1, 2, 0, 0}, {3, 4, 0, 0}}),
                Sample.rough(new Pad(), new String[] {"a"}, new long[][] {{1, 1}})
                        .gives((Object) new String[] {"", "a", ""}),
                Sample.refused("Paddings must be non-negative: -1 0", new Pad(), x, new int[][] {{-1, 0}, {0, 0}}),
                Sample.refused(
                        "The first dimension of paddings must be the rank of inputs", new Pad(), x, new int[][] {{1, 0}
                        }));
    }
}
