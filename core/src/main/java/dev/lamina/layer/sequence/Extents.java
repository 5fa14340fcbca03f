package dev.lamina.layer.sequence;

import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.array.ConcatV2;
import dev.lamina.op.array.Fill;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.Slice;
import dev.lamina.op.index.StridedSlice;
import dev.lamina.op.linalg.MatMul;
import dev.lamina.op.nn.BiasAdd;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sequences whose extents may be known in a run only. */
public final class Extents {
    private Extents() {}

    /** The extents from one axis on to another, as a constant if they are known. */
    private static Output of(Scope scope, Output x, int from, int to) {
        Shape known = x.shape().slice(from, to);
        if (known.isFullyDefined()) {
            return Const.of(scope, ints(known.dims()));
        }
        return Slice.of(scope, dev.lamina.op.array.Shape.of(scope, x), new int[] {from}, new int[] {to - from});
    }

    private static int[] ints(long... dims) {
        int[] all = new int[dims.length];
        for (int i = 0; i < dims.length; i++) {
            all[i] = Math.toIntExact(dims[i]);
        }
        return all;
    }

    /** Zeros of a vector for each of x's examples, which lie along an axis. */
    public static Output zeros(Scope scope, Output x, int axis, int units) {
        return filled(scope, x, axis, units, 0);
    }

    /** Vectors of one number for each of x's examples, which lie along an axis. */
    public static Output filled(Scope scope, Output x, int axis, int units, int value) {
        Output dims = ConcatV2.of(scope, List.of(of(scope, x, axis, axis + 1), Const.of(scope, new int[] {units})), 0);
        return Fill.of(scope, dims, Const.of(scope, value, x.dtype()));
    }

    /** {@code x kernel + bias} along the last of x's three axes. */
    public static Output product(Scope scope, Output x, Operand kernel, @Nullable Operand bias) {
        Output rows = merged(scope, x);
        Output product = MatMul.of(scope, rows, kernel);
        return parted(scope, bias == null ? product : BiasAdd.of(scope, product, bias), x);
    }

    /** Columns of a matrix. */
    public static Output columns(Scope scope, Operand x, int from, int count) {
        return Slice.of(scope, x.asOutput(), new int[] {0, from}, new int[] {-1, count});
    }

    /** The last along the first axis. */
    public static Output last(Scope scope, Output x) {
        return scope.output(
                new StridedSlice(0, 0, 0, 0, 1),
                x,
                Const.of(scope, new int[] {-1}),
                Const.of(scope, new int[] {0}),
                Const.of(scope, new int[] {1}));
    }

    /** A sequence's steps as examples: the first two axes become one. */
    public static Output merged(Scope scope, Output x) {
        Shape rest = x.shape().slice(2, x.shape().rank());
        return Reshape.of(scope, x, ints(Shape.of(-1).concat(rest).dims()));
    }

    /** Examples as steps again: the first axis becomes the first two of another. */
    public static Output parted(Scope scope, Output x, Output like) {
        Shape rest = x.shape().slice(1, x.shape().rank());
        Shape outer = like.shape().slice(0, 2);
        if (rest.isFullyDefined() && (outer.dim(0) >= 0 || outer.dim(1) >= 0)) {
            return Reshape.of(scope, x, ints(outer.concat(rest).dims()));
        }
        Output dims = ConcatV2.of(
                scope, List.of(of(scope, like, 0, 2), of(scope, x, 1, x.shape().rank())), 0);
        return Reshape.of(scope, x, dims);
    }

    /** The last of three axes as two, of so many. */
    public static Output split(Scope scope, Output x, int parts, int each) {
        return parted(scope, Reshape.of(scope, x, -1, parts, each), x);
    }

    /** The last two of four axes as one, of so many. */
    public static Output joined(Scope scope, Output x, int all) {
        return parted(scope, Reshape.of(scope, x, -1, all), x);
    }

    /** How many there are along an axis: an int32. */
    public static Output count(Scope scope, Output x, int axis) {
        return Reshape.of(scope, of(scope, x, axis, axis + 1));
    }
}
