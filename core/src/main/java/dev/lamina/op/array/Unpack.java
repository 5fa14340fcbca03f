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
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The input taken apart along an axis, which the outputs no longer have.
 *
 * @param num the axis' extent
 * @param axis the axis, -1 for the last
 */
@OpDef(
        inputs = "value: T",
        outputs = "output: num * T",
        attrs = {"num: int", "T: type", "axis: int = 0"})
public record Unpack(long num, long axis) implements ComplexOp.ByParts {
    /** Adds the operation, for an axis of extent {@code num}. */
    public static List<Output> of(Scope scope, Operand value, int num, int axis) {
        return scope.node(new Unpack(num, axis), List.of(value)).outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape shape = c.shape(0);
        if (!shape.hasRank()) {
            return Collections.nCopies((int) num, shape);
        }
        int place = Integers.axis(c, axis, shape.rank());
        if (shape.dim(place) >= 0 && shape.dim(place) != num) {
            throw c.error("Input shape axis " + place + " must equal " + num + ", got shape " + shape);
        }
        return Collections.nCopies((int) num, shape.slice(0, place).concat(shape.slice(place + 1, shape.rank())));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Joined.split(c, 0, (int) (axis < 0 ? axis + c.inputShape(0).rank() : axis));
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        List<Output> parts =
                IntStream.range(0, c.node().outputCount()).mapToObj(c::upstream).toList();
        return List.of(Pack.of(c.scope(), parts, (int) axis));
    }

    static List<Sample> samples() {
        float[][] x = {{1, 2, 3}, {4, 5, 6}};
        return List.of(
                Sample.of(new Unpack(2, 0), (Object) x).gives(new float[] {1, 2, 3}, new float[] {4, 5, 6}),
                Sample.of(new Unpack(3, -1), (Object) x)
                        .gives(new float[] {1, 4}, new float[] {2, 5}, new float[] {3, 6}),
                Sample.rough(new Unpack(2, 0), (Object) new String[] {"a", "b"}).gives("a", "b"),
                Sample.refused("Input shape axis 0 must equal 3", new Unpack(3, 0), (Object) x));
    }
}
