package dev.lamina.compiler.run;

import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Storage;

/** Where a value lies whose shape each run tells anew. */
public final class LateBuffer {
    private final MemoryAccount memory;
    private Buffer buffer;
    private int capacity;

    /**
     * One that holds nothing yet.
     *
     * @param memory pays for its array
     */
    public LateBuffer(DType dtype, MemoryAccount memory) {
        this.memory = memory;
        buffer = new Buffer(dtype, Shape.of(0), new Storage(dtype.newArray(0)));
    }

    /** The value, as it was last set. */
    public Buffer buffer() {
        return buffer;
    }

    /** Takes a copy of a value; the storage stays, and its array where it is large enough. */
    public void set(Buffer value) {
        if (value.size() > capacity) {
            int wanted = Math.max(value.size(), (int) Math.min(Shape.MOST_ELEMENTS, 2L * capacity));
            buffer.storage().bind(memory.array(buffer.dtype(), wanted, capacity));
            capacity = wanted;
        }
        if (!value.shape().equals(buffer.shape())) {
            buffer = new Buffer(buffer.dtype(), value.shape(), buffer.storage());
        }
        buffer.copyFrom(value);
    }
}
