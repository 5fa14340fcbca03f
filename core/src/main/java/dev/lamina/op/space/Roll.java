package dev.lamina.op.space;

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
import dev.lamina.op.kernel.Strides;
import dev.lamina.op.math.Neg;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The input with what lies along some axes moved on by so many places: what is moved beyond the end comes in at the beginning. */
@OpDef(
        inputs = {"input: T", "shift: Tshift", "axis: Taxis"},
        outputs = "output: T",
        attrs = {"T: type", "Tshift: {int32, int64}", "Taxis: {int32, int64}"})
public record Roll() implements ComplexOp.ByParts {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand input, Operand shift, Operand axis) {
        return scope.output(new Roll(), input, shift, axis);
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Shape input = c.shape(0);
        if (input.hasRank() && input.rank() < 1) {
            throw c.error("input must be 1-D or higher");
        }
        for (int i = 1; i < 3; i++) {
            if (c.shape(i).hasRank() && c.shape(i).rank() > 1) {
                throw c.error((i == 1 ? "shift" : "axis") + " must be a scalar or a 1-D vector. Found: " + c.shape(i));
            }
        }
        if (!c.shape(1).isCompatibleWith(c.shape(2))) {
            throw c.error("shift and axis must have the same size");
        }
        Tensor axes = c.value(2);
        if (axes != null && input.hasRank()) {
            for (long axis : Integers.of(axes)) {
                if (axis < -input.rank() || axis >= input.rank()) {
                    throw c.error("axis " + axis + " is out of range");
                }
            }
        }
        return c.sameAsInput();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        Shape shape = c.inputShape(0);
        int size = shape.size();
        int rank = shape.rank();
        int[] axes = Arrays.stream(Integers.of(c.value(2)))
                .mapToInt(axis -> (int) (axis < 0 ? axis + rank : axis))
                .toArray();
        if (axes.length == 0 || size == 0) {
            return (inputs, outputs) -> System.arraycopy(inputs[0].array(), 0, outputs[0].array(), 0, size);
        }
        int[] extents = Strides.dims(shape);
        int[] strides = Strides.of(shape);
        Object between = axes.length == 1
                ? c.outputType(0).newArray(0)
                : c.workspace(c.outputType(0), shape).array();
        return (inputs, outputs) -> {
            Object from = inputs[0].array();
            for (int i = 0; i < axes.length; i++) {
                // So that the last comes out in the result.
                Object to = (axes.length - i) % 2 == 1 ? outputs[0].array() : between;
                move(from, to, size, extents[axes[i]], strides[axes[i]], shift(inputs[1], i, extents[axes[i]]));
                from = to;
            }
        };
    }

    private static int shift(Buffer shifts, int index, int extent) {
        return (int) Math.floorMod(shifts.asLong(index), (long) extent);
    }

    private static void move(Object from, Object to, int size, int extent, int stride, int shift) {
        int block = extent * stride;
        int moved = shift * stride;
        for (int at = 0; at < size; at += block) {
            System.arraycopy(from, at, to, at + moved, block - moved);
            System.arraycopy(from, at + block - moved, to, at, moved);
        }
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        Output back = Neg.of(c.scope(), c.input(1));
        return Arrays.asList(of(c.scope(), c.upstream(0), back, c.input(2)), null, null);
    }

    static List<Sample> samples() {
        float[] x = {0, 1, 2, 3, 4};
        float[][] rows = {{0, 1, 2, 3, 4}, {5, 6, 7, 8, 9}};
        Roll op = new Roll();
        return List.of(
                Sample.of(op, x, 2, 0).gives(new float[] {3, 4, 0, 1, 2}),
                Sample.of(op, rows, new int[] {1, -2}, new int[] {0, 1}).gives((Object)
                        new float[][] {{7, 8, 9, 5, 6}, {2, 3, 4, 0, 1}}),
                Sample.of(op, rows, new long[] {2, -3}, new long[] {1, -1}).gives((Object)
                        new float[][] {{1, 2, 3, 4, 0}, {6, 7, 8, 9, 5}}),
                Sample.of(op, rows, new int[] {1, 1, 4}, new int[] {0, 1, 0}).gives((Object)
                        new float[][] {{9, 5, 6, 7, 8}, {4, 0, 1, 2, 3}}),
                Sample.rough(op, new String[] {"a", "b", "c"}, -4, 0).gives((Object) new String[] {"b", "c", "a"}),
                Sample.rough(op, new float[0], 3, 0).gives((Object) new float[0]),
                Sample.refused("shift and axis must have the same size", op, rows, new int[] {1}, new int[] {0, 1}),
                Sample.refused("axis 2 is out of range", op, rows, 1, 2),
                Sample.refused("input must be 1-D or higher", op, 1f, 1, 0));
    }
}
