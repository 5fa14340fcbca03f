package dev.lamina.data;

import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Fills slots with the batches of an epoch, on one thread. */
final class Filling {
    private final Stage stage;
    private final long epoch;
    private final int size;
    private final long examples;
    private final Queue<Slot> spare;
    private Stage.@Nullable Reader reader;

    Filling(Stage stage, long epoch, int size, long examples, Queue<Slot> spare) {
        this.stage = stage;
        this.epoch = epoch;
        this.size = size;
        this.examples = examples;
        this.spare = spare;
    }

    /** A slot that a closed cursor has left, or a new one. */
    Slot take() {
        var slot = spare.poll();
        return slot == null ? new Slot() : slot;
    }

    void giveBack(Slot slot) {
        slot.failure = null;
        spare.add(slot);
    }

    /** Fills a slot with the batch of that number; stops between two examples when {@code stop} says so. */
    void fill(Slot slot, long number, BooleanSupplier stop) {
        if (reader == null) {
            // Shuffling a large set takes a while: it is done where batches are made, not where they are opened.
            reader = stage.open(epoch);
        }
        long first = number * size;
        int count = (int) Math.min(size, examples - first);
        var batch = slot.ofSize(count, size, stage.spec());
        for (int i = 0; i < count && !stop.getAsBoolean(); i++) {
            reader.read(first + i, batch.row(i));
        }
    }
}
