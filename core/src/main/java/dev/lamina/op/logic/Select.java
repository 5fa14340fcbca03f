package dev.lamina.op.logic;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.array.ZerosLike;
import dev.lamina.op.complex.ComplexOp;
import dev.lamina.op.kernel.BroadcastKernel;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code condition ? t : e}, where {@code t} and {@code e} have the same shape.
 *
 * <p>The condition has their shape too, or is a scalar, or a vector that chooses whole rows of the first
 * axis. {@link SelectV2} broadcasts instead.
 */
@OpDef(
        inputs = {"condition: bool", "t: T", "e: T"},
        outputs = "output: T",
        attrs = "T: type")
public record Select() implements ComplexOp.ByParts {
    /** Adds a choice. */
    public static Output of(Scope scope, Operand condition, Operand t, Operand e) {
        return scope.output(new Select(), condition, t, e);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape condition = c.shape(0);
        Shape t = c.shape(1);
        Shape e = c.shape(2);
        if (!t.isCompatibleWith(e)) {
            throw c.error("'t' and 'e' must have the same size. but received: " + t + " vs. " + e);
        }
        Shape data = t.merge(e);
        if (!condition.hasRank() || !data.hasRank() || condition.rank() == 0) {
            return List.of(data);
        }
        if (condition.rank() == 1 && data.rank() > 1) {
            if (!condition.isCompatibleWith(data.slice(0, 1))) {
                throw c.error("Number of batches of 't' must match size of 'condition', but saw: " + data + " vs. "
                        + condition);
            }
            return List.of(data);
        }
        if (!condition.isCompatibleWith(data)) {
            throw c.error("'condition' must be scalar, a vector or of the shape of 't': " + condition + " vs. " + data);
        }
        return List.of(data.merge(condition));
    }

    @Override
    public boolean canWorkInPlace() {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        long[] data = c.outputShape(0).dims();
        long[] condition = c.inputShape(0).dims();
        if (condition.length == 1 && data.length > 1) {
            long rows = condition[0];
            condition = new long[data.length];
            Arrays.fill(condition, 1);
            condition[0] = rows;
        }
        return BroadcastKernel.of(c, Selection.block(c.outputType(0)), condition, data, data);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output condition = c.input(0);
        Output upstream = c.upstream(0);
        Output zeros = ZerosLike.of(scope, upstream);
        return Arrays.asList(null, of(scope, condition, upstream, zeros), of(scope, condition, zeros, upstream));
    }

    static List<Sample> samples() {
        float[][] t = {{1, 2}, {3, 4}};
        float[][] e = {{5, 6}, {7, 8}};
        boolean[] rows = {true, false};
        return List.of(
                Sample.of(new Select(), new boolean[][] {{true, false}, {false, true}}, t, e)
                        .gives((Object) new float[][] {{1, 6}, {7, 4}}),
                Sample.of(new Select(), rows, t, e).gives((Object) new float[][] {{1, 2}, {7, 8}}),
                Sample.of(new Select(), false, t, e).gives((Object) e),
                Sample.rough(new Select(), rows, new String[] {"a", "b"}, new String[] {"c", "d"})
                        .gives((Object) new String[] {"a", "d"}),
                Sample.refused("'t' and 'e' must have the same size", new Select(), rows, t, new float[] {1, 2}),
                Sample.refused("must match size of 'condition'", new Select(), new boolean[3], t, e),
                Sample.refused("'condition' must be scalar", new Select(), new boolean[1][2], t, e));
    }
}
