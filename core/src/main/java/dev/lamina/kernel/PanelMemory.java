package dev.lamina.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Where panels of op(B) lie that {@link SparseTile} reads, eight vectors wide: each row begins with a cache line.
 *
 * <p>That tile reads a vector for each multiply-add, and a vector that lies in two lines takes twice the time. Where an array
 * lies Java does not tell. All panels are in one constant piece of memory outside the heap, and any number lies within it once it is masked, so the compiler
 * leaves out every check. Distances are in bytes.
 */
final class PanelMemory {
    private static final VectorSpecies<Float> F = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;
    private static final long VECTOR = (long) W * Float.BYTES;
    private static final int CACHE_LINE = 64;

    /** The columns of a panel. */
    static final int COLUMNS = 8 * W;

    /** The most rows of a panel, steps of k. */
    static final int STEPS = 128;

    /** From one row of a panel to the next. */
    static final int ROW = COLUMNS * Float.BYTES;

    private static final int PANEL = STEPS * ROW;
    private static final int PANELS =
            Integer.highestOneBit(Math.clamp(2L * Runtime.getRuntime().availableProcessors(), 4, 64));

    static final MemorySegment MEMORY = Arena.global().allocate((long) PANELS * PANEL, CACHE_LINE);
    static final ByteOrder ORDER = ByteOrder.nativeOrder();

    /** The bits of where a panel lies. */
    static final long PANEL_MASK = (long) PANELS * PANEL - PANEL;

    /** The bits of where a row of it lies. */
    static final long ROW_MASK = (long) PANEL - ROW;

    /** The bits of where a vector lies in a row. */
    static final long COLUMN_MASK = (long) ROW - VECTOR;

    /** A bit for each panel that is in use, or does not exist. */
    private static final AtomicLong IN_USE = new AtomicLong(PANELS == Long.SIZE ? 0 : -1L << PANELS);

    private PanelMemory() {}

    /** Takes a panel and gives where it lies, or -1 if all are in use. */
    static int take() {
        while (true) {
            long inUse = IN_USE.get();
            int free = Long.numberOfTrailingZeros(~inUse);
            if (free == Long.SIZE) {
                return -1;
            }
            if (IN_USE.compareAndSet(inUse, inUse | 1L << free)) {
                return free * PANEL;
            }
        }
    }

    /** Gives a panel back. */
    static void release(int panel) {
        long bit = 1L << (panel / PANEL);
        IN_USE.getAndAccumulate(bit, (inUse, done) -> inUse & ~done);
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
