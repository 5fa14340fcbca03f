package dev.lamina.op.ragged;

import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.Integers;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * What the inputs of {@link RaggedTensorToTensor} behind the third one say of the rows.
 *
 * @param first the input that has the number of rows, or -1
 * @param types what the inputs of the ragged dimensions say
 */
record RowPartitions(int first, List<String> types) {
    private static final int INPUTS_BEFORE = 3;
    private static final String SPLITS = "ROW_SPLITS";
    private static final String IDS = "VALUE_ROWIDS";

    /** Refuses what cannot be. */
    static RowPartitions of(ShapeContext c, List<String> all) {
        if (all.size() != c.inputs() - INPUTS_BEFORE || all.isEmpty()) {
            throw c.error("row_partition_types has " + all.size() + " elements for " + (c.inputs() - INPUTS_BEFORE)
                    + " row_partition_tensors");
        }
        RowPartitions partitions = of(all);
        if (partitions.first < 0 && all.getFirst().equals(IDS)) {
            throw c.error("Cannot handle VALUE_ROWIDS in first dimension.");
        }
        for (String type : partitions.types) {
            if (!type.equals(SPLITS) && !type.equals(IDS)) {
                throw c.error("Cannot handle row partition type " + type);
            }
        }
        for (int i = 0; i < all.size(); i++) {
            c.withRank(INPUTS_BEFORE + i, i == 0 && partitions.first >= 0 ? 0 : 1, all.get(i));
        }
        return partitions;
    }

    private static RowPartitions of(List<String> all) {
        boolean hasFirst = all.getFirst().equals("FIRST_DIM_SIZE");
        return new RowPartitions(hasFirst ? INPUTS_BEFORE : -1, all.subList(hasFirst ? 1 : 0, all.size()));
    }

    private int input(int level) {
        return INPUTS_BEFORE + (first < 0 ? 0 : 1) + level;
    }

    private boolean isSplits(int level) {
        return types.get(level).equals(SPLITS);
    }

    /** The shape of the result, as far as it is known. */
    Shape wanted(ShapeContext c) {
        Shape values = c.shape(1);
        int rank = types.size() + (values.hasRank() ? values.rank() : 0);
        Shape given = given(c);
        if (!values.hasRank()) {
            return given;
        }
        if (given.hasRank() && given.rank() != rank) {
            throw c.error("shape " + given + " must have " + rank + " dimensions, as many as the ragged tensor has");
        }
        long[] dims = new long[rank];
        for (int axis = 0; axis < rank; axis++) {
            long wish = given.hasRank() ? given.dim(axis) : -1;
            long own = axis > types.size() ? values.dim(axis - types.size()) : -1;
            if (axis > types.size() && wish >= 0 && own >= 0 && wish != own) {
                throw c.error("shape " + given + " does not go with values of shape " + values);
            }
            dims[axis] = wish >= 0 ? wish : own;
            // What the values say can be asked for only where it matters.
            boolean isOpen = dims[axis] < 0 && c.peek(0) != null;
            if (isOpen && axis <= types.size()) {
                dims[axis] = axis == 0 ? rows(c) : longest(c, axis - 1);
            }
        }
        return Shape.of(dims);
    }

    private static Shape given(ShapeContext c) {
        Shape shape = c.shape(0);
        if (shape.hasRank() && shape.rank() > 1) {
            throw c.error("shape must be a scalar or a vector, got a tensor of shape " + shape);
        }
        Tensor value = c.peek(0);
        if (value == null) {
            return Shape.unknown();
        }
        if (value.shape().rank() == 1) {
            return Integers.shape(c, value);
        }
        if (value.longValue() != -1) {
            throw c.error("The only valid scalar shape tensor is the fully unknown shape specified as -1.");
        }
        return Shape.unknown();
    }

    private long rows(ShapeContext c) {
        if (first < 0) {
            Shape splits = c.shape(INPUTS_BEFORE);
            if (splits.hasRank() && splits.dim(0) == 0) {
                throw c.error("Ragged splits may not be empty");
            }
            return splits.hasRank() && splits.dim(0) > 0 ? splits.dim(0) - 1 : -1;
        }
        Tensor count = c.peek(first);
        if (count != null && count.longValue() < 0) {
            throw c.error("FIRST_DIM_SIZE must not be negative, but is " + count.longValue());
        }
        return count == null ? -1 : count.longValue();
    }

    private long longest(ShapeContext c, int level) {
        Tensor partition = c.peek(input(level));
        if (partition == null) {
            return -1;
        }
        Buffer values = partition.buffer();
        long longest = 0;
        long begin = 0;
        for (int i = 0; i < values.size(); i++) {
            if (isSplits(level)) {
                longest = i == 0 ? 0 : Math.max(longest, values.asLong(i) - values.asLong(i - 1));
            } else {
                begin = i == 0 || values.asLong(i) != values.asLong(i - 1) ? i : begin;
                longest = Math.max(longest, i - begin + 1L);
            }
        }
        return longest;
    }

    /**
     * Writes, for each of {@code n} places of the result that hold an element of the values, which one it is: -1 for none.
     *
     * @param count the number of values
     */
    static void places(
            KernelContext c, List<String> types, Buffer[] inputs, Shape output, int count, int[] places, int n) {
        RowPartitions partitions = of(types);
        int levels = partitions.types.size();
        int[] steps = new int[levels + 1];
        steps[levels] = 1;
        for (int level = levels - 1; level >= 0; level--) {
            steps[level] = steps[level + 1] * (int) output.dim(level + 1);
        }
        long rows = partitions.first < 0 ? inputs[INPUTS_BEFORE].size() - 1L : inputs[partitions.first].asLong(0);
        int[] parents = new int[Shape.of(rows).size()];
        for (int row = 0; row < parents.length; row++) {
            parents[row] = row < output.dim(0) ? row * steps[0] : -1;
        }
        for (int level = 0; level < levels; level++) {
            long children = level + 1 == levels
                    ? count
                    : partitions.isSplits(level + 1) ? inputs[partitions.input(level + 1)].size() - 1L : -1;
            int[] rowOf = partitions.rowOf(c, inputs[partitions.input(level)], level, children, parents.length);
            parents = children(rowOf, parents, steps[level + 1], (int) output.dim(level + 1));
        }
        Arrays.fill(places, 0, n, -1);
        for (int value = 0; value < parents.length; value++) {
            if (parents[value] >= 0) {
                places[parents[value]] = value;
            }
        }
    }

    /** The row of each element of a ragged dimension. */
    private int[] rowOf(KernelContext c, Buffer partition, int level, long children, int rows) {
        if (isSplits(level)) {
            long[] splits = Splits.of(c, partition, children);
            if (splits.length - 1 != rows) {
                throw c.error("ROW_SPLITS of " + (splits.length - 1) + " rows where there are " + rows);
            }
            int[] rowOf = new int[Shape.of(splits[rows]).size()];
            for (int row = 0; row < rows; row++) {
                Arrays.fill(rowOf, (int) splits[row], (int) splits[row + 1], row);
            }
            return rowOf;
        }
        int[] rowOf = new int[partition.size()];
        if (children >= 0 && rowOf.length != children) {
            throw c.error("VALUE_ROWIDS of " + rowOf.length + " elements where there are " + children);
        }
        for (int i = 0; i < rowOf.length; i++) {
            long row = partition.asLong(i);
            if (row < 0 || row >= rows || (i > 0 && row < rowOf[i - 1])) {
                throw c.error("VALUE_ROWIDS must rise within [0, " + rows + "), but element " + i + " is " + row);
            }
            rowOf[i] = (int) row;
        }
        return rowOf;
    }

    /** Where the elements of rows go that go to these places: -1 for nowhere. */
    private static int[] children(int[] rowOf, int[] parents, int step, int length) {
        int[] places = new int[rowOf.length];
        int begin = 0;
        for (int i = 0; i < places.length; i++) {
            begin = i > 0 && rowOf[i] == rowOf[i - 1] ? begin : i;
            int parent = parents[rowOf[i]];
            places[i] = parent < 0 || i - begin >= length ? -1 : parent + (i - begin) * step;
        }
        return places;
    }
}
