package dev.lamina.tensorflow;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What TensorFlow's nodes restore into a variable.
 *
 * @param key the name of a tensor in the checkpoint
 * @param shapeAndSlice empty for all of it, or for a part of a partitioned variable the whole's dimensions and a start and
 *     length along each axis, {@code 10 4 0,5:-}
 */
record RestoredTensor(String key, String shapeAndSlice) {
    /**
     * Reads the value.
     *
     * @throws InvalidArgumentException if the tensor has no such slice
     * @throws dev.lamina.error.DataLossException if the checkpoint is damaged
     */
    Tensor read(Checkpoint checkpoint) {
        Tensor whole = checkpoint.tensor(key);
        return shapeAndSlice.isEmpty() ? whole : slice(whole);
    }

    private Tensor slice(Tensor whole) {
        String[] words = shapeAndSlice.split(" ", -1);
        int rank = words.length - 1;
        String[] extents = words[rank].split(":", -1);
        if (rank == 0 || extents.length != rank || whole.shape().rank() != rank) {
            throw unfit(whole, null);
        }
        int[] start = new int[rank];
        long[] length = new long[rank];
        for (int axis = 0; axis < rank; axis++) {
            long dim = whole.shape().dim(axis);
            String[] extent = extents[axis].split(",", -1);
            boolean isAll = extents[axis].equals("-");
            long from = isAll ? 0 : number(extent[0], whole);
            length[axis] = isAll ? dim : number(extent[extent.length - 1], whole);
            boolean isInside = from >= 0 && length[axis] >= 0 && from <= dim - length[axis];
            if (number(words[axis], whole) != dim || !isInside || extent.length != (isAll ? 1 : 2)) {
                throw unfit(whole, null);
            }
            start[axis] = (int) from;
        }
        return slice(whole, start, Shape.of(length));
    }

    /** Copies row by row. */
    private static Tensor slice(Tensor whole, int[] start, Shape shape) {
        Tensor part = Tensor.zeros(whole.dtype(), shape);
        int row = (int) shape.dim(-1);
        for (int to = 0; to < part.size(); to += row) {
            int from = 0;
            int rest = to;
            int stride = 1;
            for (int axis = start.length - 1; axis >= 0; axis--) {
                int own = (int) shape.dim(axis);
                from += (rest % own + start[axis]) * stride;
                rest /= own;
                stride *= (int) whole.shape().dim(axis);
            }
            System.arraycopy(whole.buffer().array(), from, part.buffer().array(), to, row);
        }
        return part;
    }

    private long number(String text, Tensor whole) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw unfit(whole, e);
        }
    }

    private InvalidArgumentException unfit(Tensor whole, @Nullable Throwable cause) {
        return new InvalidArgumentException(
                "'" + shapeAndSlice + "' is no slice of '" + key + "' of shape " + whole.shape(), null, cause);
    }
}
