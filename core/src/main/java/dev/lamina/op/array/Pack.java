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
import org.jspecify.annotations.Nullable;

/**
 * The inputs, all of the same shape, one behind the other along a new axis.
 *
 * @param axis the new axis' place in the output, -1 for the last
 */
@OpDef(
        inputs = "values: N * T",
        outputs = "output: T",
        attrs = {"N: int", "T: type", "axis: int = 0"})
public record Pack(long axis) implements ComplexOp.ByParts {
    /** Adds a stack along a new axis. */
    public static Output of(Scope scope, List<? extends Operand> values, int axis) {
        return scope.node(new Pack(axis), values).output(0);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        if (c.inputs() < 1) {
            throw c.error("takes at least 1 value");
        }
        Shape shape = c.shape(0);
        for (int i = 1; i < c.inputs(); i++) {
            if (!shape.isCompatibleWith(c.shape(i))) {
                throw c.error("Shapes of all inputs must match: values[0].shape = " + c.shape(0) + " != values[" + i
                        + "].shape = " + c.shape(i));
            }
            shape = shape.merge(c.shape(i));
        }
        if (!shape.hasRank()) {
            return List.of(shape);
        }
        int place = Integers.axis(c, axis, shape.rank() + 1);
        return List.of(shape.slice(0, place).concat(Shape.of(c.inputs())).concat(shape.slice(place, shape.rank())));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Joined.join(
                c, c.inputs(), (int) (axis < 0 ? axis + c.outputShape(0).rank() : axis));
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        int count = c.node().inputs().size();
        return List.copyOf(Unpack.of(c.scope(), c.upstream(0), count, (int) axis));
    }

    static List<Sample> samples() {
        float[] a = {1, 4};
        float[] b = {2, 5};
        float[] z = {3, 6};
        return List.of(
                Sample.of(new Pack(0), a, b, z).gives((Object) new float[][] {{1, 4}, {2, 5}, {3, 6}}),
                Sample.of(new Pack(-1), a, b, z).gives((Object) new float[][] {{1, 2, 3}, {4, 5, 6}}),
                Sample.rough(new Pack(0), 1, 2).gives((Object) new int[] {1, 2}),
                Sample.refused("Shapes of all inputs must match", new Pack(0), a, new float[3]),
                Sample.refused("axis 2 is not in [-2, 2)", new Pack(2), a, b));
    }
}
