package dev.lamina.op.array;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Output;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.index.Slice;
import dev.lamina.op.kernel.Integers;
import dev.lamina.op.kernel.Spread;
import dev.lamina.op.kernel.StridedCopy;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;

/** What the operations that pad have in common: the shape rule, and the copy into a tensor of one value. */
final class Padding {
    private Padding() {}

    /** The first input's shape with the second input's paddings added to it ({@code sign} 1) or taken off (-1). */
    static Shape padded(ShapeContext c, int sign) {
        Shape table = c.withRank(1, 2, "paddings").merge(Shape.of(-1, 2));
        Shape shape = c.shape(0);
        int rank = (int) (shape.hasRank() ? shape.rank() : table.dim(0));
        if (rank < 0) {
            return Shape.unknown();
        }
        if (table.dim(0) >= 0 && table.dim(0) != rank) {
            throw c.error("The first dimension of paddings must be the rank of inputs: " + table + " " + shape);
        }
        Tensor value = c.value(1);
        if (value == null || !shape.hasRank()) {
            return Shape.unknown(rank);
        }
        long[] dims = shape.dims();
        for (int axis = 0; axis < rank; axis++) {
            long before = value.buffer().asLong(2 * axis);
            long after = value.buffer().asLong(2 * axis + 1);
            if (before < 0 || after < 0) {
                throw c.error("Paddings must be non-negative: " + before + " " + after);
            }
            if (dims[axis] < 0) {
                continue;
            }
            long both = Integers.plus(before, after);
            if (sign < 0 && both > dims[axis]) {
                throw c.error(
                        "paddings " + before + " and " + after + " are more than dimension " + axis + " of " + shape);
            }
            dims[axis] = Integers.plus(dims[axis], sign * both);
        }
        return Shape.of(dims);
    }

    /** A kernel that pads with the value of input {@code constant}, or with zeros if that is negative. */
    static Kernel kernel(KernelContext c, int constant) {
        Shape padded = c.outputShape(0);
        Shape shape = c.inputShape(0);
        int[] strides = Strides.of(padded);
        int offset = 0;
        for (int axis = 0; axis < strides.length; axis++) {
            offset += (int) c.value(1).buffer().asLong(2 * axis) * strides[axis];
        }
        int begin = offset;
        StridedCopy copy = new StridedCopy(Strides.dims(shape), Strides.of(shape), strides);
        Object zero = c.outputType(0).newArray(1);
        return (inputs, outputs) -> {
            Object value = constant < 0 ? zero : inputs[constant].array();
            Spread.run(value, 0, outputs[0].array(), outputs[0].size());
            copy.run(inputs[0].array(), 0, outputs[0].array(), begin);
        };
    }

    /** The part of the gradient that belongs to what was padded. */
    static Output inside(GradientContext c) {
        Output begin = Unpack.of(c.scope(), c.input(1), 2, 1).get(0);
        Output size = c.scope().output(new dev.lamina.op.array.Shape(begin.dtype()), c.input(0));
        return Slice.of(c.scope(), c.upstream(0), begin, size);
    }
}
