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
import dev.lamina.op.flow.Const;
import dev.lamina.op.kernel.Integers;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The input cut along an axis into parts of the same extent.
 *
 * @param numSplit how many; it has to divide the axis' extent
 */
@OpDef(
        inputs = {"split_dim: int32", "value: T"},
        outputs = "output: num_split * T",
        attrs = {"num_split: int", "T: type"})
public record Split(long numSplit) implements ComplexOp.ByParts {
    /** Adds a split into {@code count} parts along this axis. */
    public static List<Output> of(Scope scope, int axis, Operand value, int count) {
        return scope.node(new Split(count), List.of(Const.of(scope.named("split_dim"), axis), value))
                .outputs();
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        if (numSplit < 1) {
            throw c.error("Number of ways to split should be > 0, but got " + numSplit);
        }
        Shape shape = c.shape(1);
        Tensor value = c.value(0);
        if (!shape.hasRank() || value == null) {
            return Collections.nCopies((int) numSplit, shape.hasRank() ? Shape.unknown(shape.rank()) : Shape.unknown());
        }
        int axis = Integers.axis(c, value.longValue(), shape.rank());
        long extent = shape.dim(axis);
        if (extent >= 0 && extent % numSplit != 0) {
            throw c.error("Number of ways to split should evenly divide the split dimension, but got split_dim " + axis
                    + " (size = " + extent + ") and num_split " + numSplit);
        }
        return Collections.nCopies((int) numSplit, shape.with(axis, extent < 0 ? -1 : extent / numSplit));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Joined.split(c, 1, Integers.axis(c, 0, c.inputShape(1).rank()));
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Arrays.asList(null, Joined.gradient(c, c.input(0)));
    }

    static List<Sample> samples() {
        float[][] x = {{1, 2, 3, 4}, {5, 6, 7, 8}};
        return List.of(
                Sample.of(new Split(2), 1, x).gives(new float[][] {{1, 2}, {5, 6}}, new float[][] {{3, 4}, {7, 8}}),
                Sample.of(new Split(2), -2, x).gives(new float[][] {{1, 2, 3, 4}}, new float[][] {{5, 6, 7, 8}}),
                Sample.of(new Split(1), 0, x).gives((Object) x),
                Sample.rough(new Split(2), 0, new boolean[] {true, false})
                        .gives(new boolean[] {true}, new boolean[] {false}),
                Sample.refused(
                        "evenly divide the split dimension, but got split_dim 1 (size = 4) and num_split 3",
                        new Split(3),
                        1,
                        x));
    }
}
