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
import dev.lamina.op.kernel.StridedCopy;
import dev.lamina.op.kernel.Strides;
import dev.lamina.op.reduce.Sum;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The input repeated: {@code multiples[i]} times along axis i. */
@OpDef(
        inputs = {"input: T", "multiples: Tmultiples"},
        outputs = "output: T",
        attrs = {"T: type", "Tmultiples: {int32, int64} = int32"})
public record Tile() implements ComplexOp.ByParts {
    /** Adds a repetition. */
    public static Output of(Scope scope, Operand input, Operand multiples) {
        return scope.output(new Tile(), input, multiples);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape length = c.withRank(1, 1, "multiples");
        Shape shape = c.shape(0);
        if (length.isFullyDefined() && !shape.isCompatibleWith(Shape.unknown((int) length.dim(0)))) {
            throw c.error("Expected multiples argument to be a vector of length " + shape.rank() + " but got length "
                    + length.dim(0));
        }
        if (!shape.hasRank()) {
            return List.of(length.isFullyDefined() ? Shape.unknown((int) length.dim(0)) : shape);
        }
        Tensor multiples = c.peek(1);
        if (multiples == null) {
            return List.of(Shape.unknown(shape.rank()));
        }
        long[] dims = shape.dims();
        for (int axis = 0; axis < dims.length; axis++) {
            long times = multiples.buffer().asLong(axis);
            if (times < 0) {
                throw c.error("Expected multiples[" + axis + "] >= 0, but got " + times);
            }
            dims[axis] = dims[axis] < 0 ? -1 : Integers.times(dims[axis], times);
        }
        return List.of(Shape.of(dims));
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int[] dims = Strides.dims(c.inputShape(0));
        int[] tiled = Strides.dims(c.outputShape(0));
        int[] from = Strides.of(c.inputShape(0));
        int[] to = Strides.of(c.outputShape(0));
        int[] extents = new int[2 * dims.length];
        int[] sourceStrides = new int[2 * dims.length];
        int[] targetStrides = new int[2 * dims.length];
        for (int axis = 0; axis < dims.length; axis++) {
            extents[2 * axis] = dims[axis] == 0 ? 0 : tiled[axis] / dims[axis];
            targetStrides[2 * axis] = dims[axis] * to[axis];
            extents[2 * axis + 1] = dims[axis];
            sourceStrides[2 * axis + 1] = from[axis];
            targetStrides[2 * axis + 1] = to[axis];
        }
        StridedCopy copy = new StridedCopy(extents, sourceStrides, targetStrides);
        return (inputs, outputs) -> copy.run(inputs[0].array(), 0, outputs[0].array(), 0);
    }

    /** The gradient in the shape [times, extent, times, extent, ...], summed over the times. */
    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Scope scope = c.scope();
        Output multiples = c.input(1);
        Output shape = scope.output(new dev.lamina.op.array.Shape(multiples.dtype()), c.input(0));
        Output pairs = Reshape.of(scope, Pack.of(scope, List.of(multiples, shape), 1), -1);
        Output axes = Range.of(scope, Const.of(scope, 0), Size.of(scope, pairs), Const.of(scope, 2));
        Output apart = Reshape.of(scope, c.upstream(0), pairs);
        return Arrays.asList(Reshape.of(scope, Sum.of(scope, apart, axes, false), shape), null);
    }

    static List<Sample> samples() {
        float[][] x = {{1, 2}, {3, 4}};
        return List.of(
                Sample.of(new Tile(), x, new int[] {1, 2}).gives((Object) new float[][] {{1, 2, 1, 2}, {3, 4, 3, 4}}),
                Sample.of(new Tile(), new float[] {1, 2}, new long[] {2}).gives((Object) new float[] {1, 2, 1, 2}),
                Sample.rough(new Tile(), new String[] {"a"}, new int[] {2}).gives((Object) new String[] {"a", "a"}),
                Sample.rough(new Tile(), new int[] {1}, new int[] {0}).gives((Object) new int[0]),
                Sample.refused(
                        "Expected multiples argument to be a vector of length 2 but got length 1",
                        new Tile(),
                        x,
                        new int[] {1}),
                Sample.refused("Expected multiples[1] >= 0, but got -1", new Tile(), x, new int[] {1, -1}));
    }
}
