package dev.lamina.op.kernel;

import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;

/** Shapes, axes and sizes that come as int32 or int64 tensors. */
public final class Integers {
    private Integers() {}

    /** The elements of a small integer tensor. */
    public static long[] of(Tensor tensor) {
        long[] values = new long[tensor.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.buffer().asLong(i);
        }
        return values;
    }

    /** Writes a number into a buffer of integers of 16 bits or more. */
    public static void set(Buffer buffer, int index, long value) {
        switch (buffer.array()) {
            case int[] ints -> ints[index] = (int) value;
            case short[] shorts -> shorts[index] = (short) value;
            default -> buffer.longs()[index] = value;
        }
    }

    /** A sum of two dimensions, or the largest number if that is beyond it: no array is so long. */
    public static long plus(long a, long b) {
        long sum = a + b;
        return a > 0 && b > 0 && sum < 0 ? Long.MAX_VALUE : sum;
    }

    /** A product of two dimensions, or the largest number if that is beyond it: no array is so long. */
    public static long times(long a, long b) {
        return Math.multiplyHigh(a, b) != 0 || a * b < 0 ? Long.MAX_VALUE : a * b;
    }

    /** An axis counted from 0, given one that may count from the last backwards (-1). */
    public static int axis(ShapeContext c, long axis, int rank) {
        if (axis < -rank || axis >= rank) {
            throw c.error("axis " + axis + " is not in [-" + rank + ", " + rank + ")");
        }
        return (int) (axis < 0 ? axis + rank : axis);
    }

    /** As {@link #axis(ShapeContext, long, int)}, for an axis that the shape rule has accepted. */
    public static int axis(KernelContext c, int input, int rank) {
        long axis = c.value(input).longValue();
        return (int) (axis < 0 ? axis + rank : axis);
    }

    /** The elements of a shape tensor as a shape; -1 stays unknown. */
    public static Shape shape(ShapeContext c, Tensor tensor) {
        for (long dim : of(tensor)) {
            if (dim < -1) {
                throw c.error("a dimension of " + dim + " in the shape " + tensor);
            }
        }
        return Shape.of(of(tensor));
    }

    /** The output shape that an input spells out, as far as it is known; no dimension of it may be negative. */
    public static Shape wantedShape(ShapeContext c, int input) {
        Shape length = c.withRank(input, 1, "the shape");
        Tensor value = c.peek(input);
        if (value == null) {
            return length.isFullyDefined() ? Shape.unknown((int) length.dim(0)) : Shape.unknown();
        }
        for (long dim : of(value)) {
            if (dim < 0) {
                throw c.error("a dimension of " + dim + " in the shape " + value);
            }
        }
        return Shape.of(of(value));
    }
}
