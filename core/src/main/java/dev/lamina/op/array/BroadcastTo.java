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
import dev.lamina.op.kernel.StridedCopy;
import dev.lamina.op.kernel.Strides;
import dev.lamina.op.reduce.Sum;
import dev.lamina.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The input repeated to a shape to which it broadcasts. */
@OpDef(
        inputs = {"input: T", "shape: Tidx"},
        outputs = "output: T",
        attrs = {"T: type", "Tidx: {int32, int64} = int32"})
public record BroadcastTo() implements ComplexOp.ByParts {
    /** Adds a repetition to a shape that is computed. */
    public static Output of(Scope scope, Operand input, Operand shape) {
        return scope.output(new BroadcastTo(), input, shape);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape wanted = Integers.wantedShape(c, 1);
        Shape shape = c.shape(0);
        if (!shape.hasRank() || !wanted.hasRank()) {
            return List.of(wanted);
        }
        if (shape.rank() > wanted.rank()) {
            throw c.error("Rank of input (" + shape.rank() + ") must be no greater than rank of output shape ("
                    + wanted.rank() + ").");
        }
        for (int axis = -shape.rank(); axis < 0; axis++) {
            if (wanted.dim(axis) >= 0 && shape.dim(axis) > 1 && shape.dim(axis) != wanted.dim(axis)) {
                throw c.error("Incompatible shapes: " + shape + " vs. " + wanted);
            }
        }
        return List.of(wanted);
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Shape wanted = c.outputShape(0);
        int[] strides = Strides.broadcast(c.inputShape(0), wanted);
        StridedCopy copy = new StridedCopy(Strides.dims(wanted), strides, Strides.of(wanted));
        return (inputs, outputs) -> copy.run(inputs[0].array(), 0, outputs[0].array(), 0);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output shape = scope.output(new dev.lamina.op.array.Shape(c.input(1).dtype()), c.input(0));
        Output axes = BroadcastGradientArgs.of(scope, shape, c.input(1)).get(0);
        return Arrays.asList(Reshape.of(scope, Sum.of(scope, c.upstream(0), axes, false), shape), null);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.of(new BroadcastTo(), new float[] {1, 2}, new int[] {2, 2})
                        .gives((Object) new float[][] {{1, 2}, {1, 2}}),
                Sample.of(new BroadcastTo(), new float[][] {{1}, {2}}, new long[] {1, 2, 3})
                        .gives((Object) new float[][][] {{{1, 1, 1}, {2, 2, 2}}}),
                Sample.rough(new BroadcastTo(), "a", new int[] {2}).gives((Object) new String[] {"a", "a"}),
                Sample.refused("Incompatible shapes: [2] vs. [3]", new BroadcastTo(), new float[2], new int[] {3}),
                Sample.refused("Rank of input (1) must be no greater", new BroadcastTo(), new float[] {1}, new int[0]));
    }
}
