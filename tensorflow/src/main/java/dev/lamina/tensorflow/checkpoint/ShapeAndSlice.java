package dev.lamina.tensorflow.checkpoint;

import dev.lamina.error.DataLossException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.proto.TensorSliceProto;

/**
 * Which part of a tensor is saved or restored, as TensorFlow writes it: the dimensions of the whole, and start and length
 * along each axis or {@code -} for all of it: {@code 10 4 0,5:-}.
 *
 * @param text as TensorFlow writes it
 * @param whole the shape of the whole
 * @param start where the part begins along each axis
 * @param part its shape
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ShapeAndSlice(String text, Shape whole, int[] start, Shape part) {
    /**
     * Reads it.
     *
     * @throws InvalidArgumentException if it is none
     */
    public static ShapeAndSlice parse(String text) {
        String[] words = text.split(" ", -1);
        int rank = words.length - 1;
        String[] extents = words[rank].split(":", -1);
        if (rank == 0 || extents.length != rank) {
            throw invalid(text);
        }
        long[] dims = new long[rank];
        int[] start = new int[rank];
        long[] length = new long[rank];
        for (int axis = 0; axis < rank; axis++) {
            dims[axis] = number(words[axis], text);
            String[] extent = extents[axis].split(",", -1);
            boolean isAll = extents[axis].equals("-");
            if (extent.length != (isAll ? 1 : 2)) {
                throw invalid(text);
            }
            long from = isAll ? 0 : number(extent[0], text);
            length[axis] = isAll ? dims[axis] : number(extent[1], text);
            if (from > dims[axis] - length[axis]) {
                throw invalid(text);
            }
            start[axis] = (int) from;
        }
        return new ShapeAndSlice(text, Shape.of(dims), start, Shape.of(length));
    }

    private static int number(String word, String text) {
        try {
            int number = Integer.parseInt(word);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new InvalidArgumentException(invalid(text).problem(), null, e);
        }
        throw invalid(text);
    }

    private static InvalidArgumentException invalid(String text) {
        return new InvalidArgumentException(
                "shape_and_slice spec '" + text + "' is not a shape and a slice of it, like '10 4 0,5:-'");
    }

    /**
     * A slice as checkpoints write it.
     *
     * @throws DataLossException if it does not lie within the whole
     */
    public static ShapeAndSlice of(TensorSliceProto slice, Shape whole) {
        if (slice.getExtentCount() != whole.rank()) {
            throw new DataLossException("a slice of " + slice.getExtentCount() + " axes is no part of " + whole);
        }
        int[] start = new int[whole.rank()];
        long[] length = whole.dims();
        StringBuilder text = new StringBuilder();
        for (int axis = 0; axis < start.length; axis++) {
            TensorSliceProto.Extent extent = slice.getExtent(axis);
            length[axis] = extent.hasLength() ? extent.getLength() : whole.dim(axis);
            if (extent.getStart() < 0
                    || length[axis] < 0
                    || extent.getStart() > Math.min(whole.dim(axis) - length[axis], Integer.MAX_VALUE)) {
                throw new DataLossException("a slice from " + extent.getStart() + " of length " + length[axis]
                        + " along axis " + axis + " is no part of " + whole);
            }
            start[axis] = (int) extent.getStart();
            text.append(axis == 0 ? "" : ":").append(start[axis]).append(',').append(length[axis]);
        }
        return new ShapeAndSlice(text.toString(), whole, start, Shape.of(length));
    }

    /** How checkpoints write the slice. */
    public TensorSliceProto toProto() {
        TensorSliceProto.Builder proto = TensorSliceProto.newBuilder();
        for (int axis = 0; axis < start.length; axis++) {
            TensorSliceProto.Extent.Builder extent = proto.addExtentBuilder();
            if (part.dim(axis) != whole.dim(axis)) {
                extent.setStart(start[axis]).setLength(part.dim(axis));
            }
        }
        return proto.build();
    }

    /** Copies the part out of the whole row by row. */
    public Tensor of(Tensor tensor) {
        if (!tensor.shape().equals(whole)) {
            throw new InvalidArgumentException("Shape in shape_and_slice spec " + whole
                    + " does not match the shape stored in checkpoint: " + tensor.shape());
        }
        Tensor copy = Tensor.zeros(tensor.dtype(), part);
        int row = (int) part.dim(-1);
        for (int to = 0; to < copy.size(); to += row) {
            int from = 0;
            int rest = to;
            int stride = 1;
            for (int axis = start.length - 1; axis >= 0; axis--) {
                int own = (int) part.dim(axis);
                from += (rest % own + start[axis]) * stride;
                rest /= own;
                stride *= (int) whole.dim(axis);
            }
            copy.buffer().copyFrom(tensor.buffer(), from, to, row);
        }
        return copy;
    }
}
