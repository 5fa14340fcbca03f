package dev.lamina.data;

/** Batches that are made when they are asked for. */
final class DirectSupply implements EpochCursor.Supply {
    private final Filling filling;
    private final Slot slot;

    DirectSupply(Filling filling) {
        this.filling = filling;
        this.slot = filling.take();
    }

    @Override
    public Batch next(long number) {
        filling.fill(slot, number, () -> false);
        return slot.filled();
    }

    @Override
    public void close() {
        filling.giveBack(slot);
    }
}
