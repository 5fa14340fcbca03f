package dev.lamina.app.mutation;

import java.util.Random;

/**
 * How a format is put together: what changes one part of a file and puts lengths and checksums right again, so that readers
 * do not stop at these but meet what is wrong behind them.
 */
@FunctionalInterface
interface Anatomy {
    /** Another file, made of this one; the same for the same state of the random numbers. */
    byte[] mutated(byte[] whole, Random random);

    /** Changes bytes and repairs nothing, in so many of a hundred cases; else as this does. */
    default Anatomy orRaw(int percent) {
        return (whole, random) -> random.nextInt(100) < percent ? Bytes.mutated(whole, random) : mutated(whole, random);
    }
}
