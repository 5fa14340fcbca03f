package dev.lamina.data;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Fills slots with the batches of an epoch, on one thread. */
final class Filling {
    private final Stage stage;
    private final long epoch;
    private final int size;
    private final long examples;
    private final Orders orders;
    private Stage.@Nullable Reader reader;

    /**
     * What fills slots.
     *
     * @param size the number of examples in a batch
     * @param examples the number of examples in all batches
     * @param orders what it shares with those that fill slots of the same epoch on other threads
     */
    Filling(Stage stage, long epoch, int size, long examples, Orders orders) {
        this.stage = stage;
        this.epoch = epoch;
        this.size = size;
        this.examples = examples;
        this.orders = orders;
    }

    /** Fills a slot with the batch of that number; stops between two examples when {@code stop} says so. */
    void fill(Slot slot, long number, BooleanSupplier stop) {
        if (reader == null) {
            // Shuffling a large set takes a while: it is done where batches are made, not where they are opened.
            reader = stage.open(epoch, orders);
        }
        long first = number * size;
        int count = (int) Math.min(size, examples - first);
        var batch = slot.ofSize(count, size, stage.spec());
        for (int i = 0; i < count && !stop.getAsBoolean(); i++) {
            reader.read(first + i, batch.row(i));
        }
    }
}
