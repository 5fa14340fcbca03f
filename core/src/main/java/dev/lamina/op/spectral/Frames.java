package dev.lamina.op.spectral;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Cast;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.array.Pad;
import dev.lamina.op.array.Reshape;
import dev.lamina.op.array.Transpose;
import dev.lamina.op.flow.Const;
import dev.lamina.op.index.GatherV2;
import dev.lamina.op.index.Slice;
import dev.lamina.op.reduce.UnsortedSegmentSum;
import dev.lamina.tensor.Shape;
import java.util.stream.IntStream;

/** Signals cut into frames along their last axis, put together again, and the frames' spectra. */
public final class Frames {
    private Frames() {}

    /**
     * The extent of an axis, counted from the last backwards.
     *
     * @throws InvalidArgumentException if it is not known while the graph is built
     */
    public static int extent(Shape shape, int axis) {
        if (!shape.hasRank() || shape.rank() < -axis || shape.dim(axis) < 0) {
            throw new InvalidArgumentException(
                    "the extent of axis " + axis + " of shape " + shape + " has to be known while the graph is built",
                    "give the placeholder a shape, or set the length");
        }
        return Math.toIntExact(shape.dim(axis));
    }

    /** The frames of a length that begin {@code step} after each other. */
    public static Output cut(Scope scope, Output x, int length, int step) {
        requirePositive("frame length", length);
        requirePositive("frame step", step);
        int extent = extent(x.shape(), -1);
        int count = extent < length ? 0 : 1 + (extent - length) / step;
        int[][] places = new int[count][length];
        for (int frame = 0; frame < count; frame++) {
            for (int j = 0; j < length; j++) {
                places[frame][j] = frame * step + j;
            }
        }
        Output indices = count == 0 ? Const.of(scope, new int[0]) : Const.of(scope, places);
        if (count == 0) {
            indices = Reshape.of(scope, indices, 0, length);
        }
        return GatherV2.of(scope, x, indices, Const.of(scope, x.shape().rank() - 1));
    }

    /** The sum of frames, each {@code step} behind the one before. */
    public static Output join(Scope scope, Output frames, int step) {
        requirePositive("frame step", step);
        int length = extent(frames.shape(), -1);
        int count = extent(frames.shape(), -2);
        int rank = frames.shape().rank() - 1;
        int[] places = new int[count * length];
        for (int k = 0; k < places.length; k++) {
            places[k] = k / length * step + k % length;
        }
        int total = count == 0 ? 0 : (count - 1) * step + length;
        Output flat = Reshape.of(scope, frames, dims(frames.shape(), rank - 1, count * length));
        int[] toFront =
                IntStream.range(0, rank).map(axis -> (axis + rank - 1) % rank).toArray();
        int[] toBack = IntStream.range(0, rank).map(axis -> (axis + 1) % rank).toArray();
        Output sums = UnsortedSegmentSum.of(
                scope,
                Transpose.of(scope, flat, Const.of(scope, toFront)),
                Const.of(scope, places),
                Const.of(scope, total));
        return Transpose.of(scope, sums, Const.of(scope, toBack));
    }

    /** The first dimensions of a shape, of which one may be unknown, and one more. */
    private static int[] dims(Shape shape, int count, int last) {
        int[] dims = new int[count + 1];
        for (int axis = 0; axis < count; axis++) {
            dims[axis] = (int) shape.dim(axis);
        }
        dims[count] = last;
        return dims;
    }

    /** The raised cosine {@code a - b cos(2πk / n)}, in which n is the length where that is even, else one less. */
    public static float[] window(int length, double a, double b) {
        requirePositive("window length", length);
        float[] window = new float[length];
        int period = length % 2 == 0 ? length : length - 1;
        for (int k = 0; k < length; k++) {
            window[k] = length == 1 ? 1 : (float) (a - b * StrictMath.cos(2 * StrictMath.PI * k / period));
        }
        return window;
    }

    private static Output hann(Scope scope, Output frames, int length) {
        return Cast.of(scope, Const.of(scope, window(length, 0.5, 0.5)), frames.dtype());
    }

    /** The spectra of windowed frames. */
    public static Output spectra(Scope scope, Output x, int length, int step) {
        Output frames = cut(scope, x, length, step);
        return rfft(scope, Mul.of(scope, frames, hann(scope, frames, length)), powerOfTwo(length));
    }

    /** The signal of spectra. */
    public static Output signal(Scope scope, Output spectra, int length, int step) {
        requirePositive("frame length", length);
        Output frames = irfft(scope, spectra, powerOfTwo(length));
        Output whole = fitted(scope, frames, length);
        return join(scope, Mul.of(scope, whole, hann(scope, whole, length)), step);
    }

    private static int powerOfTwo(int length) {
        return length == 1 ? 1 : Integer.highestOneBit(length - 1) << 1;
    }

    /** The transform of so many real numbers. */
    public static Output rfft(Scope scope, Output x, int length) {
        return RFFT.of(scope, fitted(scope, x, length), Const.of(scope, new int[] {length}));
    }

    /** The so many real numbers that the first half of a transform is of. */
    public static Output irfft(Scope scope, Output x, int length) {
        return IRFFT.of(scope, fitted(scope, x, length / 2 + 1), Const.of(scope, new int[] {length}));
    }

    /** The first elements along the last axis, with zeros behind them where there are not so many. */
    static Output fitted(Scope scope, Output x, int length) {
        requirePositive("length", length);
        int extent = extent(x.shape(), -1);
        int rank = x.shape().rank();
        if (extent < length) {
            int[][] paddings = new int[rank][2];
            paddings[rank - 1][1] = length - extent;
            return Pad.of(scope, x, Const.of(scope, paddings));
        }
        if (extent == length) {
            return x;
        }
        int[] size = IntStream.range(0, rank)
                .map(axis -> axis == rank - 1 ? length : -1)
                .toArray();
        return Slice.of(scope, x, new int[rank], size);
    }

    private static void requirePositive(String what, int number) {
        if (number < 1) {
            throw new InvalidArgumentException("a " + what + " is at least 1, not " + number);
        }
    }
}
