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
import dev.lamina.tensor.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The input without axes of extent 1.
 *
 * @param squeezeDims the axes to leave out, -1 for the last; all of extent 1 if empty
 */
@OpDef(
        inputs = "input: T",
        outputs = "output: T",
        attrs = {"T: type", "squeeze_dims: list(int) = []"})
public record Squeeze(List<Long> squeezeDims) implements ComplexOp.Alike {
    /** Adds a squeeze of these axes, of all that have extent 1 if none is named. */
    public static Output of(Scope scope, Operand input, int... dims) {
        return scope.output(
                new Squeeze(IntStream.of(dims).asLongStream().boxed().toList()), input);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape shape = c.shape(0);
        if (!shape.hasRank() || (squeezeDims.isEmpty() && !shape.isFullyDefined())) {
            return List.of(Shape.unknown());
        }
        boolean[] dropped = new boolean[shape.rank()];
        for (long dim : squeezeDims) {
            int axis = Integers.axis(c, dim, shape.rank());
            if (shape.dim(axis) > 1 || shape.dim(axis) == 0) {
                throw c.error("Can not squeeze dim[" + axis + "], expected a dimension of 1, got " + shape.dim(axis));
            }
            dropped[axis] = true;
        }
        long[] kept = IntStream.range(0, shape.rank())
                .filter(axis -> squeezeDims.isEmpty() ? shape.dim(axis) != 1 : !dropped[axis])
                .mapToLong(shape::dim)
                .toArray();
        return List.of(Shape.of(kept));
    }

    @Override
    public int aliasedInput() {
        return 0;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> outputs[0].copyFrom(inputs[0], 0, 0, outputs[0].size());
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return List.of(Reshape.of(c.scope(), c.upstream(0), dev.lamina.op.array.Shape.of(c.scope(), c.input(0))));
    }

    static List<Sample> samples() {
        float[][][] x = {{{1}, {2}}};
        return List.of(
                Sample.of(new Squeeze(List.of()), (Object) x).gives(new float[] {1, 2}),
                Sample.of(new Squeeze(List.of(-1L)), (Object) x).gives((Object) new float[][] {{1, 2}}),
                Sample.rough(new Squeeze(List.of(0L)), (Object) new String[] {"a"})
                        .gives("a"),
                Sample.refused(
                        "Can not squeeze dim[1], expected a dimension of 1, got 2", new Squeeze(List.of(1L)), (Object)
                                x));
    }
}
