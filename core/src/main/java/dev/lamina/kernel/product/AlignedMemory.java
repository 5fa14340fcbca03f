package dev.lamina.kernel.product;

import dev.lamina.kernel.simd.Lanes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Where tiles read panels of op(B): each row begins with a cache line.
 *
 * <p>A vector that lies in two lines takes twice the time to read, and where an array lies Java does not tell. All panels
 * are in one constant piece of memory outside the heap, and any number lies within it once it is masked, so the compiler leaves out every check. A
 * product of one thread has a room of it. Distances are in bytes. What is filled here are the panels of {@link SparseTile}, eight vectors wide.
 */
final class AlignedMemory {
    private static final VectorSpecies<Float> F = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;
    private static final int CACHE_LINE = 64;

    static final long VECTOR = (long) W * Float.BYTES;

    /** The columns of a panel. */
    static final int COLUMNS = 8 * W;

    /** The most rows of a panel, steps of k. */
    static final int STEPS = 128;

    /** From one row of a panel to the next. */
    static final int ROW = COLUMNS * Float.BYTES;

    /** The size of a room: panels in its first half; or one panel, and behind it the slots for tiles of C. */
    static final int ROOM = 1024 * 1024;

    /** From one slot to the next: a tile of C takes three quarters of it. */
    static final int SLOT = 8 * TileForm.COLUMNS * Float.BYTES;

    private static final int ROOMS =
            Integer.highestOneBit(Math.clamp(2L * Runtime.getRuntime().availableProcessors() - 1, 2, 256));

    /** The size of all rooms, a power of two. */
    static final long BYTES = (long) ROOMS * ROOM;

    static final MemorySegment MEMORY = Arena.global().allocate(BYTES, CACHE_LINE);
    static final ByteOrder ORDER = ByteOrder.nativeOrder();

    /** From one panel of a room to the next. */
    static final int PANEL = STEPS * ROW;

    /** The bits of where a room lies. */
    static final long ROOM_MASK = BYTES - ROOM;

    /** The bits of where a row lies in a room. */
    static final long ROW_OF_ROOM_MASK = ROOM - (long) ROW;

    /** The bits of where a panel lies. */
    static final long PANEL_MASK = BYTES - PANEL;

    /** The bits of where a row of it lies. */
    static final long ROW_MASK = PANEL - (long) ROW;

    /** The bits of where a vector lies in a row. */
    static final long COLUMN_MASK = (long) ROW - VECTOR;

    /** The bits of where a slot lies. */
    static final long SLOT_MASK = BYTES - SLOT;

    /** By room, 1 if it is in use. */
    private static final AtomicIntegerArray IN_USE = new AtomicIntegerArray(ROOMS);

    /** By room, of which product op(B) lies there as a whole, or 0. */
    private static final long[] PRODUCTS = new long[ROOMS];

    /** By room, which columns of it. */
    private static final long[] COLUMNS_OF_PRODUCTS = new long[ROOMS];

    /** How long to wait for a room, in nanoseconds. */
    private static final long WAIT = 10_000;

    private AlignedMemory() {}

    /**
     * Takes a room and gives where it lies: {@code last} if that is free. There are as many as processors, up to 256, so if all are in use those who use
     * them wait for processors.
     */
    static int take(int last) {
        while (true) {
            for (int i = 0; i < ROOMS; i++) {
                int room = last / ROOM + i & ROOMS - 1;
                if (IN_USE.compareAndSet(room, 0, 1)) {
                    return room * ROOM;
                }
            }
            LockSupport.parkNanos(WAIT);
        }
    }

    /** Says whether these columns of op(B) of a product lie in a room, as {@link #release} was told. */
    static boolean holds(int room, long product, long columns) {
        return PRODUCTS[room / ROOM] == product && COLUMNS_OF_PRODUCTS[room / ROOM] == columns;
    }

    /** Gives a room back; of a product that is not 0 these columns of op(B) lie there now. */
    static void release(int room, long product, long columns) {
        PRODUCTS[room / ROOM] = product;
        COLUMNS_OF_PRODUCTS[room / ROOM] = columns;
        IN_USE.set(room / ROOM, 0);
    }

    /** Where a room's slot of zeros lies, its last. */
    static int zeros(int room) {
        return room + ROOM - SLOT;
    }

    /** Where a slot lies that no tile of C has, nor a panel. */
    static int spare(int room) {
        return room + ROOM - 2 * SLOT;
    }

    /** Where a row lies in a panel. */
    static long row(int step) {
        return step * (long) ROW & ROW_MASK;
    }

    /** Fills {@code steps} rows of a panel from rows {@code ld} apart, and says whether all numbers are finite. */
    static boolean fill(int panel, float[] x, int off, int ld, int steps) {
        if (steps == 0) {
            return true;
        }
        FloatVector nothing = FloatVector.zero(F);
        for (int p = 0; p < steps; p++) {
            int from = off + p * ld;
            FloatVector x0 = FloatVector.fromArray(F, x, from);
            FloatVector x1 = FloatVector.fromArray(F, x, from + W);
            FloatVector x2 = FloatVector.fromArray(F, x, from + 2 * W);
            FloatVector x3 = FloatVector.fromArray(F, x, from + 3 * W);
            FloatVector x4 = FloatVector.fromArray(F, x, from + 4 * W);
            FloatVector x5 = FloatVector.fromArray(F, x, from + 5 * W);
            FloatVector x6 = FloatVector.fromArray(F, x, from + 6 * W);
            FloatVector x7 = FloatVector.fromArray(F, x, from + 7 * W);
            long to = (panel & PANEL_MASK) + row(p);
            x0.intoMemorySegment(MEMORY, to, ORDER);
            x1.intoMemorySegment(MEMORY, to + VECTOR, ORDER);
            x2.intoMemorySegment(MEMORY, to + 2 * VECTOR, ORDER);
            x3.intoMemorySegment(MEMORY, to + 3 * VECTOR, ORDER);
            x4.intoMemorySegment(MEMORY, to + 4 * VECTOR, ORDER);
            x5.intoMemorySegment(MEMORY, to + 5 * VECTOR, ORDER);
            x6.intoMemorySegment(MEMORY, to + 6 * VECTOR, ORDER);
            x7.intoMemorySegment(MEMORY, to + 7 * VECTOR, ORDER);
            // Nothing times infinity, or NaN, is NaN, and stays.
            FloatVector left = x0.mul(0f).add(x1.mul(0f)).add(x2.mul(0f).add(x3.mul(0f)));
            FloatVector right = x4.mul(0f).add(x5.mul(0f)).add(x6.mul(0f).add(x7.mul(0f)));
            nothing = nothing.add(left.add(right));
        }
        return !nothing.test(VectorOperators.IS_NAN).anyTrue();
    }
}
