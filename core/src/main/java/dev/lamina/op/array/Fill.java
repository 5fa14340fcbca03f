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
import dev.lamina.op.kernel.Integers;
import dev.lamina.op.kernel.Spread;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tensor of shape {@code dims} in which every element is {@code value}. */
@OpDef(
        inputs = {"dims: index_type", "value: T"},
        outputs = "output: T",
        attrs = {"T: type", "index_type: {int32, int64} = int32"})
public record Fill() implements ComplexOp.ByParts {
    /** Adds a fill. */
    public static Output of(Scope scope, Operand dims, Operand value) {
        return scope.output(new Fill(), dims, value);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(1, 0, "value");
        return List.of(Integers.wantedShape(c, 0));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> Spread.run(inputs[1].array(), 0, outputs[0].array(), outputs[0].size());
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Arrays.asList(null, Everything.sum(c.scope(), c.upstream(0)));
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new Fill(), new int[] {2, 3}, 9f).gives((Object) new float[][] {{9, 9, 9}, {9, 9, 9}}),
                Sample.rough(new Fill(), new long[] {2}, "a").gives((Object) new String[] {"a", "a"}),
                Sample.rough(new Fill(), new int[0], true).gives(true),
                Sample.rough(new Fill(), new int[] {0}, 1f).gives((Object) new float[0]),
                Sample.refused("a dimension of -1", new Fill(), new int[] {-1}, 9f),
                Sample.refused("value must have rank 0", new Fill(), new int[] {1}, new float[2]));
    }
}
