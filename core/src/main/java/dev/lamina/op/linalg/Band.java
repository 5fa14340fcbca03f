package dev.lamina.op.linalg;

import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.arithmetic.Sub;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.flow.Const;
import dev.lamina.op.kernel.Strides;
import dev.lamina.op.reduce.Sum;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Neighbouring diagonals of matrices, from the {@code lower}-th to the {@code upper}-th, counted upwards from the main one. Packed, each is a
 * row, the uppermost first, as long as the longest of them; a single one is no matrix but the row itself.
 *
 * @param alignment where shorter ones stand in their rows, those above the main one before the underscore: {@code RIGHT_LEFT} and its like
 */
record Band(int lower, int upper, int rows, int columns, String alignment) {
    private static final List<String> ALIGNMENTS = List.of("RIGHT_LEFT", "LEFT_RIGHT", "LEFT_LEFT", "RIGHT_RIGHT");

    /** The attribute of the forms that have it; the older ones put all to the left. */
    static final String LEFT = "LEFT_LEFT";

    /** Which diagonals an input names, one number or two in order; {@code null} if that is not known yet. */
    static long @Nullable [] of(ShapeContext c, int input, String alignment) {
        if (!ALIGNMENTS.contains(alignment)) {
            throw c.error("Unknown alignment: " + alignment);
        }
        Shape shape = c.shape(input);
        if (shape.hasRank() && shape.rank() > 1) {
            throw c.error("diag_index must be a scalar or vector, received shape: " + shape);
        }
        Tensor value = c.value(input);
        if (value == null) {
            return null;
        }
        if (value.size() < 1 || value.size() > 2) {
            throw c.error("diag_index must have only one or two elements, received " + value.size() + " elements.");
        }
        long[] range = {value.buffer().asLong(0), value.buffer().asLong(value.size() - 1)};
        if (range[0] > range[1]) {
            throw c.error("lower_diag_index must not be larger than upper_diag_index: " + range[0] + " > " + range[1]);
        }
        return range;
    }

    /** As {@link #of(ShapeContext, int, String)} once that is known, for matrices of so many rows and columns. */
    static Band of(KernelContext c, int input, int rows, int columns, String alignment) {
        Tensor value = c.value(input);
        int lower = (int) value.buffer().asLong(0);
        return new Band(lower, (int) value.buffer().asLong(value.size() - 1), rows, columns, alignment);
    }

    /** Requires that the diagonals lie in matrices of so many rows and columns. */
    static void check(ShapeContext c, long[] range, long rows, long columns) {
        for (int i = 0; rows >= 0 && columns >= 0 && i < 2; i++) {
            boolean isInside = -rows < range[i] && range[i] < columns;
            if (!isInside && range[i] != 0) {
                throw c.error((i == 0 ? "lower" : "upper") + "_diag_index is out of bound: " + range[i]
                        + ". It must be between " + -rows + " and " + columns);
            }
        }
    }

    /** How long the longest of these diagonals is. */
    static long length(long[] range, long rows, long columns) {
        return Math.min(rows + Math.min(range[1], 0), columns - Math.max(range[0], 0));
    }

    /** How long the rows of packed diagonals are. */
    int length() {
        return (int) length(new long[] {lower, upper}, rows, columns);
    }

    /** How many diagonals there are. */
    int count() {
        return upper - lower + 1;
    }

    /** The length of a diagonal. */
    private int length(int diagonal) {
        return Math.max(0, Math.min(rows + Math.min(diagonal, 0), columns - Math.max(diagonal, 0)));
    }

    /** Where a diagonal begins in its row. */
    private int offset(int diagonal) {
        boolean isRight = diagonal >= 0 ? alignment.startsWith("RIGHT_") : alignment.endsWith("_RIGHT");
        return isRight ? length() - length(diagonal) : 0;
    }

    /** Copies the diagonals of a matrix out of packed ones, or, {@code inwards}, into them. */
    void copy(Object matrix, int at, Object packed, int from, boolean inwards) {
        for (int diagonal = upper; diagonal >= lower; diagonal--) {
            int first = at + Math.max(0, -diagonal) * columns + Math.max(0, diagonal);
            int place = from + (upper - diagonal) * length() + offset(diagonal);
            int n = length(diagonal);
            if (inwards) {
                Strides.copy(matrix, first, columns + 1, packed, place, 1, n);
            } else {
                Strides.copy(packed, place, 1, matrix, first, columns + 1, n);
            }
        }
    }

    /** The shape of packed diagonals, given the axes before the matrices' own. */
    static Shape packed(Shape batch, long @Nullable [] range, long rows, long columns) {
        if (range == null) {
            return Shape.unknown();
        }
        boolean isKnown = rows >= 0 && columns >= 0;
        Shape row = Shape.of(isKnown ? length(range, rows, columns) : -1);
        return range[0] == range[1]
                ? batch.concat(row)
                : batch.concat(Shape.of(range[1] - range[0] + 1)).concat(row);
    }

    /** The gradient by the padding: all that flows back but what flows to the diagonals. TensorFlow has none. */
    static Output rest(Scope scope, Output upstream, Output byDiagonals) {
        return Sub.of(scope, total(scope, upstream), total(scope, byDiagonals));
    }

    private static Output total(Scope scope, Output x) {
        return Sum.of(scope, Reshape.of(scope, x, -1), Const.of(scope, 0), false);
    }
}
