package dev.lamina.compiler.run;

import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Storage;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a stage: storages that buffers take in turn, as their elements are no longer needed.
 *
 * <p>Sizes are settled when all buffers are assigned, so a storage grows to its largest user at no cost.
 */
public final class Memory {
    /** About what a string takes: a reference and a short array. */
    private static final int BYTES_OF_STRING = 32;

    private static final class Slot {
        final int number;
        final DType dtype;
        final Storage storage;
        int capacity;

        Slot(int number, DType dtype, int capacity) {
            this.number = number;
            this.dtype = dtype;
            this.capacity = capacity;
            storage = new Storage(dtype.newArray(0));
        }
    }

    private final List<Slot> slots = new ArrayList<>();
    private final Map<Storage, Slot> byStorage = new HashMap<>();

    /** What a slot can be used for: an array of a type, whose elements take so many of its entries. */
    private record Kind(Class<?> array, int width) {}

    /** By what they can be used for, the slots that nobody uses at the moment, the smallest first. */
    private final Map<Kind, NavigableSet<Slot>> free = new HashMap<>();

    /** A buffer in a storage that nobody uses at the moment. */
    public Buffer take(DType dtype, Shape shape) {
        int size = shape.size();
        Slot slot = takeFree(dtype, size);
        if (slot == null) {
            slot = new Slot(slots.size(), dtype, size);
            slots.add(slot);
            byStorage.put(slot.storage, slot);
        }
        slot.capacity = Math.max(slot.capacity, size);
        return new Buffer(dtype, shape, slot.storage);
    }

    /** Gives a buffer's storage back. */
    public void free(Buffer buffer) {
        Slot slot = byStorage.get(buffer.storage());
        if (slot != null) {
            freeOf(slot.dtype).add(slot);
        }
    }

    /** The number of the array that a buffer lies in, from 1 on; 0 if it is none of these. */
    public int number(Buffer buffer) {
        Slot slot = byStorage.get(buffer.storage());
        return slot == null ? 0 : slot.number + 1;
    }

    /** How many arrays there are. */
    public int count() {
        return slots.size();
    }

    /** What the arrays take. */
    public long bytes() {
        return slots.stream()
                .mapToLong(slot -> (long) slot.capacity * bytesOf(slot.dtype))
                .sum();
    }

    /** What an element takes in an array. */
    public static int bytesOf(DType dtype) {
        return dtype == DType.STRING ? BYTES_OF_STRING : dtype.bytes();
    }

    /** What some tensors take. */
    public static long bytesOf(Tensor[] tensors) {
        long bytes = 0;
        for (Tensor tensor : tensors) {
            bytes += (long) tensor.buffer().size() * bytesOf(tensor.dtype());
        }
        return bytes;
    }

    /** A buffer that is only looked at for its shape, or that waits for an array from elsewhere. */
    public static Buffer withoutElements(DType dtype, Shape shape) {
        return new Buffer(dtype, shape, new Storage(dtype.newArray(0)));
    }

    /** Makes the arrays, all or, if the heap does not hold them, none; tells what they take. */
    public long allocate() {
        try {
            slots.forEach(slot -> slot.storage.bind(slot.dtype.newArray(slot.capacity)));
            return bytes();
        } catch (OutOfMemoryError full) {
            drop();
            throw full;
        }
    }

    /** Lets go of the arrays. */
    public void drop() {
        slots.forEach(slot -> slot.storage.bind(slot.dtype.newArray(0)));
    }

    /** The smallest free slot that is large enough; else the largest, which will grow. */
    private @Nullable Slot takeFree(DType dtype, int size) {
        NavigableSet<Slot> candidates = freeOf(dtype);
        if (candidates.isEmpty()) {
            return null;
        }
        int capacity = Math.min(size, candidates.getLast().capacity);
        // Of those of one capacity the first that was made.
        Slot best = candidates.ceiling(new Slot(-1, dtype, capacity));
        candidates.remove(best);
        return best;
    }

    private NavigableSet<Slot> freeOf(DType dtype) {
        return free.computeIfAbsent(
                new Kind(dtype.newArray(0).getClass(), dtype.width()),
                _ -> new TreeSet<>(
                        Comparator.<Slot>comparingInt(slot -> slot.capacity).thenComparingInt(slot -> slot.number)));
    }
}
