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
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The input with the order along some axes turned around. */
@OpDef(
        inputs = {"tensor: T", "axis: Tidx"},
        outputs = "output: T",
        attrs = {"Tidx: {int32, int64} = int32", "T: type"})
public record ReverseV2() implements ComplexOp.ByParts {
    /** Adds a reversal along axes that are computed. */
    public static Output of(Scope scope, Operand tensor, Operand axis) {
        return scope.output(new ReverseV2(), tensor, axis);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        c.withRank(1, 1, "axis");
        Tensor axes = c.value(1);
        if (axes != null && c.shape(0).hasRank()) {
            boolean[] seen = new boolean[c.shape(0).rank()];
            for (long value : Integers.of(axes)) {
                int axis = Integers.axis(c, value, seen.length);
                if (seen[axis]) {
                    throw c.error("axis " + axis + " specified more than once.");
                }
                seen[axis] = true;
            }
        }
        return c.sameAsInput();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        int rank = c.inputShape(0).rank();
        return turned(
                c,
                Arrays.stream(Integers.of(c.value(1)))
                        .mapToInt(axis -> (int) (axis < 0 ? axis + rank : axis))
                        .toArray());
    }

    private static Kernel turned(KernelContext c, int[] axes) {
        Shape shape = c.inputShape(0);
        int[] dims = Strides.dims(shape);
        int[] strides = Strides.of(shape);
        int last = 0;
        for (int axis : axes) {
            last += (dims[axis] - 1) * strides[axis];
            strides[axis] = -strides[axis];
        }
        int offset = last;
        StridedCopy copy = new StridedCopy(dims, strides, Strides.of(shape));
        return (inputs, outputs) -> copy.run(inputs[0].array(), offset, outputs[0].array(), 0);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return Arrays.asList(of(c.scope(), c.upstream(0), c.input(1)), null);
    }

    static List<Sample> samples() {
        float[][] x = {{1, 2, 3}, {4, 5, 6}};
        return List.of(
                Sample.of(new ReverseV2(), x, new int[] {0}).gives((Object) new float[][] {{4, 5, 6}, {1, 2, 3}}),
                Sample.of(new ReverseV2(), x, new long[] {0, -1}).gives((Object) new float[][] {{6, 5, 4}, {3, 2, 1}}),
                Sample.rough(new ReverseV2(), new String[] {"a", "b"}, new int[] {0})
                        .gives((Object) new String[] {"b", "a"}),
                Sample.rough(new ReverseV2(), new byte[] {1, 2}, new int[0]).gives((Object) new byte[] {1, 2}),
                Sample.refused("axis 1 specified more than once.", new ReverseV2(), x, new int[] {1, -1}),
                Sample.refused("axis 2 is not in [-2, 2)", new ReverseV2(), x, new int[] {2}));
    }

    /** The form that says of each axis whether it is turned around. */
    @OpDef(
            inputs = {"tensor: T", "dims: bool"},
            outputs = "output: T",
            attrs =
                    "T: {uint8, int8, uint16, int16, uint32, int32, uint64, int64, bool, bfloat16, half, float, double, string, complex64, complex128}")
    public record Reverse() implements ComplexOp.ByParts {
        @Override
        public List<Shape> shapes(ShapeContext c) {
            Shape dims = c.withRank(1, 1, "dims");
            Shape shape = c.shape(0);
            if (shape.hasRank() && dims.dim(0) >= 0 && shape.rank() != dims.dim(0)) {
                throw c.error("'dims' must have the same number of values as 'tensor' has dimensions. 'tensor' has "
                        + shape.rank() + " 'dims' has " + dims.dim(0) + " values");
            }
            c.value(1);
            return List.of(shape);
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return turned(
                    c,
                    IntStream.range(0, c.value(1).size())
                            .filter(axis -> c.value(1).buffer().asLong(axis) != 0)
                            .toArray());
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            return Arrays.asList(c.scope().output(this, c.upstream(0), c.input(1)), null);
        }

        static List<Sample> samples() {
            float[][] x = {{1, 2, 3}, {4, 5, 6}};
            return List.of(
                    Sample.of(new Reverse(), x, new boolean[] {true, false}).gives((Object)
                            new float[][] {{4, 5, 6}, {1, 2, 3}}),
                    Sample.of(new Reverse(), x, new boolean[] {true, true}).gives((Object)
                            new float[][] {{6, 5, 4}, {3, 2, 1}}),
                    Sample.refused("'tensor' has 2 'dims' has 1 values", new Reverse(), x, new boolean[] {true}));
        }
    }
}
