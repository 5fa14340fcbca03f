package dev.lamina.compiler;

import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Storage;

/** Where a value lies whose shape each run tells anew. */
final class LateBuffer {
    private Buffer buffer;
    private int capacity;

    LateBuffer(DType dtype) {
        buffer = new Buffer(dtype, Shape.of(0), new Storage(dtype.newArray(0)));
    }

    /** The value, as it was last set. */
    Buffer buffer() {
        return buffer;
    }

    /** Takes a copy of a value; the storage stays, and its array where it is large enough. */
    void set(Buffer value) {
        if (value.size() > capacity) {
            capacity = Math.max(value.size(), (int) Math.min(Shape.MOST_ELEMENTS, 2L * capacity));
            buffer.storage().bind(buffer.dtype().newArray(capacity));
        }
        if (!value.shape().equals(buffer.shape())) {
            buffer = new Buffer(buffer.dtype(), value.shape(), buffer.storage());
        }
        buffer.copyFrom(value);
    }
}
