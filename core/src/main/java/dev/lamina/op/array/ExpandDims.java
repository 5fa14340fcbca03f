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
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The input with an axis of extent 1 put in before axis {@code dim}; -1 puts it last. */
@OpDef(
        inputs = {"input: T", "dim: Tdim"},
        outputs = "output: T",
        attrs = {"T: type", "Tdim: {int32, int64} = int32"})
public record ExpandDims() implements ComplexOp.Alike {
    /** Adds an expansion at an axis that is computed. */
    public static Output of(Scope scope, Operand input, Operand dim) {
        return scope.output(new ExpandDims(), input, dim);
    }

    /** Adds an expansion at this axis. */
    public static Output of(Scope scope, Operand input, int dim) {
        return of(scope, input, Const.of(scope.named("dim"), dim));
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape shape = c.shape(0);
        if (!shape.hasRank()) {
            return List.of(Shape.unknown());
        }
        int rank = shape.rank();
        Tensor value = c.value(1);
        if (value == null) {
            return List.of(Shape.unknown(rank + 1));
        }
        if (value.size() != 1) {
            throw c.error("'dim' input must be a tensor with a single value");
        }
        long dim = value.longValue();
        if (dim < -rank - 1 || dim > rank) {
            throw c.error("Tried to expand dim index " + dim + " for tensor with " + rank + " dimensions.");
        }
        int axis = (int) (dim < 0 ? dim + rank + 1 : dim);
        return List.of(shape.slice(0, axis).concat(Shape.of(1)).concat(shape.slice(axis, rank)));
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
        return Arrays.asList(
                Reshape.of(c.scope(), c.upstream(0), dev.lamina.op.array.Shape.of(c.scope(), c.input(0))), null);
    }

    static List<Sample> samples() {
        float[] x = {1, 2};
        return List.of(
                Sample.of(new ExpandDims(), x, 0).gives((Object) new float[][] {{1, 2}}),
                Sample.of(new ExpandDims(), x, -1).gives((Object) new float[][] {{1}, {2}}),
                Sample.rough(new ExpandDims(), true, 0L).gives((Object) new boolean[] {true}),
                Sample.refused("Tried to expand dim index 2 for tensor with 1 dimensions", new ExpandDims(), x, 2));
    }
}
