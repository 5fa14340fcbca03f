package dev.lamina.op.linalg;

import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.array.ConcatV2;
import dev.lamina.op.array.ExpandDims;
import dev.lamina.op.array.OnesLike;
import dev.lamina.op.array.Range;
import dev.lamina.op.array.Rank;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.array.Transpose;
import dev.lamina.op.array.ZerosLike;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.Slice;
import dev.lamina.op.kernel.Axes;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/** The shapes of operations on the matrices in the last two axes, and what their gradients are made of. */
final class MatrixShapes {
    private MatrixShapes() {}

    /** The shape of an input of matrices. */
    static Shape matrices(ShapeContext c, int input) {
        Shape shape = c.shape(input);
        if (shape.hasRank() && shape.rank() < 2) {
            throw c.error("Shape must be at least rank 2 but is rank " + shape.rank());
        }
        return shape;
    }

    /** The shape of an input of square matrices: if one side is known, both are. */
    static Shape square(ShapeContext c, int input) {
        Shape shape = matrices(c, input);
        if (!shape.hasRank()) {
            return shape;
        }
        long side = equal(c, shape.dim(-2), shape.dim(-1));
        return batch(shape).concat(Shape.of(side, side));
    }

    /** Requires that two dimensions are the same as far as they are known, and gives it. */
    static long equal(ShapeContext c, long one, long other) {
        if (one >= 0 && other >= 0 && one != other) {
            throw c.error("Dimensions must be equal, but are " + one + " and " + other);
        }
        return Math.max(one, other);
    }

    /** The axes before the last two. */
    static Shape batch(Shape shape) {
        return shape.slice(0, Math.max(0, shape.rank() - 2));
    }

    /** The same of a shape that is a tensor. */
    static Output batch(Scope scope, Output shape) {
        Output length = Add.of(scope, Axes.shapeOf(scope, shape), Const.of(scope, new int[] {-2}));
        return Slice.of(scope, shape, Const.of(scope, new int[] {0}), length);
    }

    /** Says whether it is known that the axes before the last two are the same, so that nothing broadcasts. */
    static boolean haveOneBatch(Output x, Output y) {
        return x.shape().hasRank()
                && y.shape().hasRank()
                && batch(x.shape()).isFullyDefined()
                && batch(x.shape()).equals(batch(y.shape()));
    }

    /** The last dimension, an int32. */
    static Output last(Scope scope, Output x) {
        if (x.shape().hasRank() && x.shape().dim(-1) >= 0) {
            return Const.of(scope, (int) x.shape().dim(-1));
        }
        Output place = Add.of(scope, Rank.of(scope, x), Const.of(scope, -1));
        Output found =
                Slice.of(scope, Axes.shapeOf(scope, x), ExpandDims.of(scope, place, 0), Const.of(scope, new int[] {1}));
        return Reshape.of(scope, found);
    }

    /** The number of rows of an input's matrices. */
    static int rows(KernelContext c, int input) {
        return (int) c.inputShape(input).dim(-2);
    }

    /** The number of columns of an input's matrices. */
    static int columns(KernelContext c, int input) {
        return (int) c.inputShape(input).dim(-1);
    }

    /** A buffer of so many doubles. */
    static double[] workspace(KernelContext c, long... dims) {
        return c.workspace(DType.FLOAT64, Shape.of(dims)).doubles();
    }

    /** The matrices transposed. */
    static Output transpose(Scope scope, Output x) {
        if (x.shape().hasRank()) {
            int rank = x.shape().rank();
            int[] order = new int[rank];
            for (int axis = 0; axis < rank; axis++) {
                order[axis] = axis;
            }
            order[rank - 2] = rank - 1;
            order[rank - 1] = rank - 2;
            return Transpose.of(scope, x, order);
        }
        Output rank = Rank.of(scope, x);
        Output minusTwo = Add.of(scope, rank, Const.of(scope, -2));
        Output batch = Range.of(scope, Const.of(scope, 0), minusTwo, Const.of(scope, 1));
        Output last = Add.of(scope, Const.of(scope, new int[] {-1, -2}), ExpandDims.of(scope, rank, 0));
        return Transpose.of(scope, x, ConcatV2.of(scope, List.of(batch, last), 0));
    }

    /** x + its transpose. */
    static Output plusTranspose(Scope scope, Output x) {
        return Add.of(scope, x, transpose(scope, x));
    }

    /** Unit matrices in the shape of these square ones. */
    static Output unitLike(Scope scope, Output square) {
        return MatrixDiag.of(scope, OnesLike.of(scope, MatrixDiagPart.of(scope, square)));
    }

    /** The product of matrices. */
    static Output product(Scope scope, Output x, Output y) {
        return BatchMatMulV2.of(scope, x, y, false, false);
    }

    /** {@code transpose(x) y}. */
    static Output transposedProduct(Scope scope, Output x, Output y) {
        return BatchMatMulV2.of(scope, x, y, true, false);
    }

    /** {@code x transpose(y)}. */
    static Output productTransposed(Scope scope, Output x, Output y) {
        return BatchMatMulV2.of(scope, x, y, false, true);
    }

    /** A number for each matrix as a matrix [1, 1], which broadcasts over it. */
    static Output asMatrix(Scope scope, Output numbers) {
        return ExpandDims.of(scope, ExpandDims.of(scope, numbers, -1), -1);
    }

    /** The upper right quarter of matrices twice as high and wide as these. */
    static Output upperRight(Scope scope, Output whole, Output quarter) {
        Output shape = Axes.shapeOf(scope, quarter);
        Output batch = batch(scope, shape);
        Output last = ExpandDims.of(scope, last(scope, quarter), 0);
        Output zero = Const.of(scope, new int[] {0});
        Output begin = ConcatV2.of(scope, List.of(ZerosLike.of(scope, batch), zero, last), 0);
        return Slice.of(scope, whole, begin, shape);
    }
}
