package dev.lamina.op.sparse;

import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What operations on sparse tensors ask of coordinates: a row for each element that is told, of as many columns as there are axes. */
final class Coordinates {
    private Coordinates() {}

    /** Requires a matrix of indices, a vector of values and a vector for the shape, which agree; gives how many elements there are, or -1. */
    static long check(ShapeContext c, int indices, int values, int shape) {
        Shape rows = c.shape(indices);
        if (rows.hasRank() && rows.rank() != 2) {
            throw c.error("Input indices should be a matrix but received shape " + rows);
        }
        Shape elements = c.shape(values);
        if (elements.hasRank() && elements.rank() != 1) {
            throw c.error("Input values should be a vector but received shape " + elements);
        }
        Shape dims = c.shape(shape);
        if (dims.hasRank() && dims.rank() != 1) {
            throw c.error("Input shape should be a vector but received shape " + dims);
        }
        if (rows.hasRank() && elements.hasRank() && !rows.slice(0, 1).isCompatibleWith(elements)) {
            throw c.error("Expected the number of indices and of values to match: " + rows + " vs. " + elements);
        }
        if (rows.hasRank() && dims.hasRank() && !rows.slice(1, 2).isCompatibleWith(dims)) {
            throw c.error("Expected as many columns of indices as axes: " + rows + " vs. " + dims);
        }
        return rows.hasRank() && rows.dim(0) >= 0 ? rows.dim(0) : elements.hasRank() ? elements.dim(0) : -1;
    }

    /** How many axes there are by the number of columns or the length of the shape, or -1. */
    static long rank(ShapeContext c, int indices, int shape) {
        long columns = c.shape(indices).hasRank() ? c.shape(indices).dim(1) : -1;
        return columns >= 0
                ? columns
                : c.shape(shape).hasRank() ? c.shape(shape).dim(0) : -1;
    }

    /** Compares two rows of coordinates, the first axis first. */
    static int compare(Buffer a, int i, Buffer b, int k, int rank) {
        for (int axis = 0; axis < rank; axis++) {
            int order = Long.compare(a.asLong(i * rank + axis), b.asLong(k * rank + axis));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** A row as errors show it. */
    static String text(Buffer indices, int row, int rank) {
        return IntStream.range(0, rank)
                .mapToObj(axis -> Long.toString(indices.asLong(row * rank + axis)))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** Where the element of a row lies in a dense tensor of this shape; refuses one that lies outside. */
    static int place(KernelContext c, Buffer indices, int row, Shape dense) {
        int rank = dense.rank();
        long place = 0;
        for (int axis = 0; axis < rank; axis++) {
            long index = indices.asLong(row * rank + axis);
            if (index < 0 || index >= dense.dim(axis)) {
                throw c.error("indices[" + row + "] = " + text(indices, row, rank)
                        + " is out of bounds: need 0 <= index < " + dense);
            }
            place = place * dense.dim(axis) + index;
        }
        return (int) place;
    }
}
