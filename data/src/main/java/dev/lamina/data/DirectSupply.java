package dev.lamina.data;

/** Batches that are made when they are asked for. */
final class DirectSupply implements EpochCursor.Supply {
    private final Filling filling;
    private final SpareSlots spare;
    private final Slot slot;

    DirectSupply(Filling filling, SpareSlots spare) {
        this.filling = filling;
        this.spare = spare;
        this.slot = spare.take();
    }

    @Override
    public Batch next(long number) {
        filling.fill(slot, number, () -> false);
        return slot.filled();
    }

    @Override
    public void close() {
        spare.giveBack(slot);
    }
}
