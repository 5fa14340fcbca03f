package dev.lamina.op.kernel;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of indices, each of which picks an element or a slice of a tensor by its first axes. */
public final class NdIndex {
    private final KernelContext c;
    private final Shape indices;
    private final Shape indexed;
    private final int[] strides;
    private final int depth;

    /** For {@code indices}, whose last axis holds the places in {@code indexed}. */
    public NdIndex(KernelContext c, Shape indices, Shape indexed) {
        this.c = c;
        this.indices = indices;
        this.indexed = indexed;
        strides = Strides.of(indexed);
        depth = (int) indices.dim(-1);
    }

    /** The shape of the slices picked from {@code indexed}; unknown as far as that is. */
    public static Shape sliced(ShapeContext c, Shape indices, Shape indexed) {
        if (indices.hasRank() && indices.rank() == 0) {
            throw c.error("indices must be at least a vector");
        }
        if (!indices.hasRank() || indices.dim(-1) < 0 || !indexed.hasRank()) {
            return Shape.unknown();
        }
        int depth = (int) indices.dim(-1);
        if (depth > indexed.rank()) {
            throw c.error("index innermost dimension length must be <= params rank; saw: " + depth + " vs. "
                    + indexed.rank());
        }
        return indexed.slice(depth, indexed.rank());
    }

    /** The number of rows. */
    public int rows() {
        return Strides.count(indices, 0, indices.rank() - 1);
    }

    /** The number of elements of the slice that a row picks. */
    public int sliceSize() {
        return Strides.count(indexed, depth, indexed.rank());
    }

    /** Where the slice begins that a row picks. */
    public int offset(Buffer values, int row) {
        int offset = 0;
        for (int k = 0; k < depth; k++) {
            long index = values.asLong(row * depth + k);
            if (index < 0 || index >= indexed.dim(k)) {
                throw outside(values, row);
            }
            offset += (int) index * strides[k];
        }
        return offset;
    }

    private InvalidArgumentException outside(Buffer values, int row) {
        String index = IntStream.range(0, depth)
                .mapToObj(k -> Long.toString(values.asLong(row * depth + k)))
                .collect(Collectors.joining(", ", "[", "]"));
        return c.error(name("indices", indices.slice(0, indices.rank() - 1), row) + " = " + index
                + " does not index into shape " + indexed);
    }

    /** How an error names an element: {@code indices[0,2]}. */
    public static String name(String tensor, Shape shape, int flat) {
        int[] strides = Strides.of(shape);
        int[] dims = Strides.dims(shape);
        return IntStream.range(0, dims.length)
                .mapToObj(axis -> Integer.toString(flat / strides[axis] % dims[axis]))
                .collect(
                        Collectors.joining(",", dims.length == 0 ? tensor : tensor + "[", dims.length == 0 ? "" : "]"));
    }
}
