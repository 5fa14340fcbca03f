package dev.lamina.op.index;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What {@code x[begin:end:strides]} with TensorFlow's masks selects: per axis of x where it begins, with which stride,
 * and how many; and the shape that the result has after axes were added and dropped.
 */
final class StridedSpec {
    private static final int NEW_AXIS = -1;
    private static final int DROPPED = -2;

    private final long[] begins;
    private final long[] strides;
    private final long[] extents;
    private final Shape result;

    private StridedSpec(long[] begins, long[] strides, long[] extents, Shape result) {
        this.begins = begins;
        this.strides = strides;
        this.extents = extents;
        this.result = result;
    }

    /** TensorFlow's five bit masks; bit i speaks of entry i of begin, end and strides. */
    record Masks(long begin, long end, long ellipsis, long newAxis, long shrinkAxis) {
        static final Masks NONE = new Masks(0, 0, 0, 0, 0);

        static boolean has(long mask, int bit) {
            return bit < Long.SIZE && (mask >> bit & 1) != 0;
        }
    }

    /**
     * Resolves a slice of {@code shape}, whose rank is known, that {@code entries} entries describe.
     *
     * @param begin where each entry begins, or {@code null} if that is not known yet; {@code end} and {@code step} likewise
     */
    static StridedSpec of(
            Function<String, InvalidArgumentException> error,
            Shape shape,
            int entries,
            Masks masks,
            @Nullable Tensor begin,
            @Nullable Tensor end,
            @Nullable Tensor step) {
        if (Long.bitCount(masks.ellipsis) > 1) {
            throw error.apply("Multiple ellipses in slice spec not allowed");
        }
        int rank = shape.rank();
        long[] begins = new long[rank];
        long[] strides = new long[rank];
        long[] extents = shape.dims();
        Arrays.fill(strides, 1);
        List<Integer> places = new ArrayList<>();
        boolean ellipsisSeen = false;
        int taken = 0;
        for (int entry = 0; entry < entries; entry++) {
            if (Masks.has(masks.ellipsis, entry)) {
                ellipsisSeen = true;
                int after = 0;
                for (int later = entry + 1; later < entries; later++) {
                    after += Masks.has(masks.newAxis, later) ? 0 : 1;
                }
                for (; taken < rank - after; taken++) {
                    places.add(taken);
                }
            } else if (Masks.has(masks.newAxis, entry)) {
                places.add(NEW_AXIS);
            } else if (taken == rank) {
                throw error.apply("Index out of range using input dim " + taken + "; input has only " + rank + " dims");
            } else {
                boolean shrinks = Masks.has(masks.shrinkAxis, entry);
                places.add(shrinks ? DROPPED : taken);
                if (begin != null && end != null && step != null) {
                    long[] range = range(
                            error,
                            extents[taken],
                            entry,
                            taken,
                            masks,
                            begin.buffer().asLong(entry),
                            end.buffer().asLong(entry),
                            step.buffer().asLong(entry));
                    begins[taken] = range[0];
                    extents[taken] = range[1];
                    strides[taken] = step.buffer().asLong(entry);
                } else {
                    extents[taken] = shrinks ? 1 : -1;
                }
                taken++;
            }
        }
        for (; !ellipsisSeen && taken < rank; taken++) {
            places.add(taken);
        }
        long[] result = places.stream()
                .filter(place -> place != DROPPED)
                .mapToLong(place -> place == NEW_AXIS ? 1 : extents[place])
                .toArray();
        return new StridedSpec(begins, strides, extents, Shape.of(result));
    }

    /** Where the range begins and how many elements it has (-1 if the dimension is not known). */
    private static long[] range(
            Function<String, InvalidArgumentException> error,
            long dim,
            int entry,
            int axis,
            Masks masks,
            long begin,
            long end,
            long stride) {
        if (stride == 0) {
            throw error.apply("strides[" + entry + "] must be non-zero");
        }
        if (Masks.has(masks.shrinkAxis, entry)) {
            if (stride < 0) {
                throw error.apply("only stride 1 allowed on non-range indexing.");
            }
            long index = begin < 0 && dim >= 0 ? begin + dim : begin;
            if (dim >= 0 && (index < 0 || index >= dim)) {
                throw error.apply("slice index " + begin + " of dimension " + axis + " out of bounds.");
            }
            return new long[] {index, 1};
        }
        if (dim < 0) {
            return new long[] {0, -1};
        }
        long low = stride > 0 ? 0 : -1;
        long high = stride > 0 ? dim : dim - 1;
        long first = Masks.has(masks.begin, entry) ? (stride > 0 ? low : high) : clamp(begin, dim, low, high);
        long last = Masks.has(masks.end, entry) ? (stride > 0 ? high : low) : clamp(end, dim, low, high);
        long length = stride > 0 ? last - first : first - last;
        return new long[] {first, length <= 0 ? 0 : (length - 1) / Math.abs(stride) + 1};
    }

    private static long clamp(long index, long dim, long low, long high) {
        return Math.clamp(index < 0 ? index + dim : index, low, high);
    }

    /** The shape of the result. */
    Shape result() {
        return result;
    }

    /** Where the selection begins in an array of {@code shape}. */
    int offset(Shape shape) {
        int[] whole = Strides.of(shape);
        int offset = 0;
        for (int axis = 0; axis < whole.length; axis++) {
            offset += extents[axis] == 0 ? 0 : (int) begins[axis] * whole[axis];
        }
        return offset;
    }

    /** The strides of the selection in an array of {@code shape}. */
    int[] stridesIn(Shape shape) {
        int[] whole = Strides.of(shape);
        for (int axis = 0; axis < whole.length; axis++) {
            whole[axis] = extents[axis] <= 1 ? 0 : whole[axis] * (int) strides[axis];
        }
        return whole;
    }

    /** The selection's shape before axes are added and dropped. */
    Shape selection() {
        return Shape.of(extents);
    }
}
