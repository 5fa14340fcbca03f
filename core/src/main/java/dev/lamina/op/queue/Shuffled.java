package dev.lamina.op.queue;

import dev.lamina.kernel.random.PhiloxWords;
import java.util.concurrent.ThreadLocalRandom;

/** A choice by chance: the words of a Philox stream, each by its remainder. */
final class Shuffled implements QueueOp.Choice {
    private final int reserve;
    private final PhiloxWords words;

    Shuffled(long reserve, long seed, long seed2) {
        this.reserve = Math.toIntExact(reserve);
        boolean isSeeded = seed != 0 || seed2 != 0;
        ThreadLocalRandom random = ThreadLocalRandom.current();
        words = isSeeded ? new PhiloxWords(seed, seed2) : new PhiloxWords(random.nextLong(), random.nextLong());
    }

    @Override
    public int next(int size) {
        return Integer.remainderUnsigned(words.next(), size);
    }

    @Override
    public int reserve() {
        return reserve;
    }
}
