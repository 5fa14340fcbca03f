package dev.lamina.op.kernel;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.FloorDiv;
import dev.lamina.op.arithmetic.FloorMod;
import dev.lamina.op.arithmetic.Maximum;
import dev.lamina.op.array.BroadcastTo;
import dev.lamina.op.array.ConcatV2;
import dev.lamina.op.array.OnesLike;
import dev.lamina.op.array.Rank;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.array.Size;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.ScatterNd;
import dev.lamina.op.index.Where;
import dev.lamina.op.logic.Equal;
import dev.lamina.op.reduce.Sum;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** The axes that the second input of a reduction names: a scalar or a vector, negative ones counted from the last. */
public final class Axes {
    private Axes() {}

    /** The shape rule of a reduction of the first input over the axes that the second names. */
    public static List<Shape> shapes(ShapeContext c, boolean keepDims) {
        return List.of(reduced(c, keepDims));
    }

    private static Shape reduced(ShapeContext c, boolean keepDims) {
        Shape shape = c.shape(0);
        Tensor axes = c.value(1);
        if (!shape.hasRank()) {
            return Shape.unknown();
        }
        if (axes == null) {
            return keepDims ? Shape.unknown(shape.rank()) : Shape.unknown();
        }
        int rank = shape.rank();
        boolean[] reduced = new boolean[rank];
        for (long axis : Integers.of(axes)) {
            if (axis < -rank || axis >= rank) {
                throw c.error("Invalid reduction dimension " + axis + " for input with " + rank + " dimensions");
            }
            int own = (int) (axis < 0 ? axis + rank : axis);
            if (reduced[own]) {
                throw c.error("Invalid reduction arguments: Axes contains duplicate dimension: " + axis);
            }
            reduced[own] = true;
        }
        List<Long> dims = new ArrayList<>();
        for (int i = 0; i < rank; i++) {
            if (!reduced[i]) {
                dims.add(shape.dim(i));
            } else if (keepDims) {
                dims.add(1L);
            }
        }
        return Shape.of(dims.stream().mapToLong(Long::longValue).toArray());
    }

    /** Says whether no axis at all is reduced: then TensorFlow gives the input as it is. */
    public static boolean areNone(KernelContext c) {
        return c.value(1).size() == 0;
    }

    /** For each axis of the first input whether it is reduced. */
    public static boolean[] of(KernelContext c) {
        boolean[] reduced = new boolean[c.inputShape(0).rank()];
        for (long axis : Integers.of(c.value(1))) {
            reduced[(int) (axis < 0 ? axis + reduced.length : axis)] = true;
        }
        return reduced;
    }

    /** A tensor in the shape of the reduction's output with the reduced axes put back, with extent 1. */
    public static Output kept(GradientContext c, Output value, boolean keepDims) {
        if (keepDims) {
            return value;
        }
        Scope scope = c.scope();
        // Only the shape of this sum is asked for, so it is never computed.
        Output reduced = Sum.of(scope, c.input(0), c.input(1), true);
        return Reshape.of(scope, value, shapeOf(scope, reduced));
    }

    /** A tensor in the shape of the reduction's output, repeated over the reduced axes. */
    public static Output spread(GradientContext c, Output value, boolean keepDims) {
        return BroadcastTo.of(c.scope(), kept(c, value, keepDims), shapeOf(c.scope(), c.input(0)));
    }

    /** The permutation that brings the reduced axes to the front. */
    public static Output reducedFirst(GradientContext c) {
        Scope scope = c.scope();
        Output x = c.input(0);
        Output zero = Const.of(scope, 0);
        Output rank = Rank.of(scope, x);
        Output given = Reshape.of(scope, Cast.of(scope, c.input(1), DType.INT32), -1);
        Output axes = FloorMod.of(scope, Add.of(scope, given, rank), rank);
        Output marks = ScatterNd.of(
                scope, Reshape.of(scope, axes, -1, 1), OnesLike.of(scope, axes), Reshape.of(scope, rank, 1));
        Output others = Reshape.of(scope, Where.of(scope, Equal.of(scope, marks, zero)), -1);
        return ConcatV2.of(scope, List.of(axes, Cast.of(scope, others, DType.INT32)), zero);
    }

    /** How many elements each element of the output comes from. */
    public static Output count(GradientContext c) {
        Scope scope = c.scope();
        long all = c.input(0).shape().elements();
        long results = c.output(0).shape().elements();
        if (all >= 0 && results >= 0) {
            return Const.of(scope, (int) (all / Math.max(1, results)));
        }
        Output some = Maximum.of(scope, Size.of(scope, c.output(0)), Const.of(scope, 1));
        return FloorDiv.of(scope, Size.of(scope, c.input(0)), some);
    }

    /** The shape of a tensor: a constant where it is known already. */
    public static Output shapeOf(Scope scope, Output x) {
        return x.shape().isFullyDefined()
                ? Const.dims(scope, x.shape().dims())
                : dev.lamina.op.array.Shape.of(scope, x);
    }
}
