package dev.lamina.data;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The slots that closed cursors leave to later ones. */
final class SpareSlots {
    private final Queue<Slot> spare = new ConcurrentLinkedQueue<>();

    /** A slot that was left, or a new one. */
    Slot take() {
        var slot = spare.poll();
        return slot == null ? new Slot() : slot;
    }

    void giveBack(Slot slot) {
        slot.failure = null;
        spare.add(slot);
    }
}
