package dev.lamina.kernel.random;

import java.util.concurrent.ThreadLocalRandom;

/**
 * The random numbers of one operation: each run takes the next part of its {@link Philox} stream.
 *
 * <p>Follows TensorFlow's {@code GuardedPhiloxRandom}, so that the n-th run of an operation draws the
 * same numbers there and here. Thread-safe: no two runs draw the same part.
 */
public final class PhiloxStream {
    /** Blocks that TensorFlow's kernels set aside for each element they produce. */
    private static final long BLOCKS_PER_OUTPUT = 256;

    private final Philox position;

    /** Starts a stream; with both seeds 0, one that differs each time. */
    public PhiloxStream(long seed, long seed2) {
        if (seed == 0 && seed2 == 0) {
            ThreadLocalRandom random = ThreadLocalRandom.current();
            position = new Philox(random.nextLong(), random.nextLong());
        } else {
            position = new Philox(seed, seed2);
        }
    }

    /** Where the stream stands: its key and the two halves of its counter, from which {@link #moveTo} goes on. */
    public synchronized long[] position() {
        return new long[] {position.key(), position.counterLow(), position.counterHigh()};
    }

    /** Goes on from where this or another stream stood. */
    public synchronized void moveTo(long key, long counterLow, long counterHigh) {
        position.moveTo(key, counterLow, counterHigh);
    }

    /** Sets {@code start} to the next part, and sets that many blocks aside for it. */
    public synchronized void reserveBlocks(long blocks, Philox start) {
        start.set(position);
        position.skip(blocks);
    }

    /** Reserves what an operation with one random number a result element does. */
    public void reserveOutputs(long elements, Philox start) {
        reserveBlocks(elements * BLOCKS_PER_OUTPUT, start);
    }

    /** Reserves this many 32-bit words, in whole blocks. */
    public void reserveWords(long words, Philox start) {
        reserveBlocks((words + 3) / 4, start);
    }
}
