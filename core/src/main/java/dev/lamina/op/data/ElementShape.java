package dev.lamina.op.data;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.Slice;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The shape that all elements of a list or an array of tensors have in common, as inputs say it: its dimensions with -1 for
 * those that are not known, or the scalar -1 if not even their number is.
 */
final class ElementShape {
    private ElementShape() {}

    /** As an input's elements say it; unknown where they are not known yet. */
    static Shape of(@Nullable Tensor value) {
        return value == null ? Shape.unknown() : of(value.buffer());
    }

    /** As an input's elements say it. */
    static Shape of(Buffer value) {
        if (value.shape().rank() == 0) {
            if (value.asLong(0) == -1) {
                return Shape.unknown();
            }
            throw new InvalidArgumentException(
                    "The only valid scalar shape tensor is the fully unknown shape specified as -1.");
        }
        long[] dims = new long[value.size()];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = value.asLong(i);
            if (dims[i] < -1) {
                throw new InvalidArgumentException("Dimension " + dims[i] + " must be >= 0 or -1 for an unknown one");
            }
        }
        return Shape.of(dims);
    }

    /** Adds a shape that is known while the graph is built. */
    static Output constant(Scope scope, Shape shape) {
        return shape.hasRank() ? Const.of(scope, ints(shape)) : Const.of(scope, -1);
    }

    /** An int32 vector of a shape's dimensions. */
    static int[] ints(Shape shape) {
        int[] dims = new int[shape.rank()];
        for (int i = 0; i < dims.length; i++) {
            dims[i] = Math.toIntExact(shape.dim(i));
        }
        return dims;
    }

    /** Adds the shape of a tensor: a constant where the graph knows it. */
    static Output of(Scope scope, Output tensor) {
        return tensor.shape().isFullyDefined()
                ? constant(scope, tensor.shape())
                : dev.lamina.op.array.Shape.of(scope, tensor);
    }

    /** Adds the shape of a tensor's rows, the parts along its first axis. */
    static Output ofRows(Scope scope, Output tensor) {
        Shape shape = tensor.shape();
        if (shape.hasRank() && shape.slice(1, shape.rank()).isFullyDefined()) {
            return constant(scope, shape.slice(1, shape.rank()));
        }
        Output all = dev.lamina.op.array.Shape.of(scope, tensor);
        return Slice.of(scope, all, Const.of(scope, new int[] {1}), Const.of(scope, new int[] {-1}));
    }
}
