package dev.lamina.op.index;

import dev.lamina.op.kernel.Integers;
import dev.lamina.op.kernel.Strides;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The distinct slices of a tensor along an axis, numbered in the order in which they come first. */
final class Distinct {
    private final int outer;
    private final int extent;
    private final int inner;
    private final int[] places;
    private final int[] firsts;
    private int count;

    /**
     * For a tensor of this shape.
     *
     * @param ints makes arrays that hold anything
     */
    Distinct(Shape shape, int axis, IntFunction<int[]> ints) {
        outer = Strides.count(shape, 0, axis);
        extent = (int) shape.dim(axis);
        inner = Strides.count(shape, axis + 1, shape.rank());
        places = ints.apply(room());
        firsts = ints.apply(extent);
    }

    /** For a vector whose values a shape rule looks at. */
    static Distinct of(Tensor tensor, int axis) {
        Distinct distinct = new Distinct(tensor.shape(), axis, int[]::new);
        distinct.count(tensor.buffer(), null);
        return distinct;
    }

    /** How many there are, once they have been counted. */
    int count() {
        return count;
    }

    /** The slice in which a distinct one comes first. */
    int first(int number) {
        return firsts[number];
    }

    /** Counts them, and tells the number of each slice. */
    void count(Buffer x, @Nullable Buffer numbers) {
        Arrays.fill(places, 0, room(), 0);
        count = 0;
        for (int slice = 0; slice < extent; slice++) {
            int place = place(x, x, slice);
            if (places[place] == 0) {
                firsts[count++] = slice;
                places[place] = count;
            }
            if (numbers != null) {
                Integers.set(numbers, slice, places[place] - 1);
            }
        }
    }

    /** Says whether the vector that was counted has an element of another one. */
    boolean contains(Buffer counted, Buffer other, int index) {
        return places[place(counted, other, index)] != 0;
    }

    private int room() {
        return Integer.highestOneBit(Math.clamp(2L * extent, 1, 1 << 29)) * 2;
    }

    /** Where the number of a slice stands, or is to stand. */
    private int place(Buffer counted, Buffer other, int slice) {
        int mask = room() - 1;
        int place = hash(other, slice) & mask;
        while (places[place] != 0 && !equal(counted, firsts[places[place] - 1], other, slice)) {
            place = place + 1 & mask;
        }
        return place;
    }

    private int hash(Buffer x, int slice) {
        long hash = 17;
        for (int o = 0; o < outer; o++) {
            int at = (o * extent + slice) * inner;
            for (int k = 0; k < inner; k++) {
                hash = (hash * 31 + bits(x, at + k)) * 0x9e3779b97f4a7c15L;
                hash ^= hash >>> 29;
            }
        }
        return (int) (hash ^ hash >>> 32);
    }

    private boolean equal(Buffer x, int i, Buffer y, int k) {
        for (int o = 0; o < outer; o++) {
            int first = (o * extent + i) * inner;
            int second = inner == 1 && outer == 1 ? k : (o * extent + k) * inner;
            for (int n = 0; n < inner; n++) {
                if (!equalElements(x, first + n, y, second + n)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static long bits(Buffer x, int i) {
        return switch (x.dtype()) {
            case STRING -> Arrays.hashCode(x.strings()[i]);
            case FLOAT32, FLOAT64, FLOAT16, BFLOAT16 -> Double.doubleToLongBits(x.asDouble(i) + 0.0);
            default -> x.asLong(i);
        };
    }

    /** Numbers are equal as numbers are: 0 and -0, but no NaN. */
    private static boolean equalElements(Buffer x, int i, Buffer y, int k) {
        return switch (x.dtype()) {
            case STRING -> Arrays.equals(x.strings()[i], y.strings()[k]);
            case FLOAT32, FLOAT64, FLOAT16, BFLOAT16 -> x.asDouble(i) == y.asDouble(k);
            default -> x.asLong(i) == y.asLong(k);
        };
    }
}
