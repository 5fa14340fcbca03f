package dev.lamina.op.lookup;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Elements of tensors as objects that are equal where the elements are. */
final class Cells {
    private Cells() {}

    /** An element, or several in a row. */
    static Object box(Buffer buffer, int index, int count) {
        if (count != 1) {
            List<Object> boxes = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                boxes.add(box(buffer, index * count + i, 1));
            }
            return boxes;
        }
        return switch (buffer.dtype()) {
            case FLOAT32 -> buffer.floats()[index];
            case FLOAT64 -> buffer.doubles()[index];
            case STRING -> new Bytes(buffer.strings()[index]);
            case FLOAT16, BFLOAT16 -> buffer.shorts()[index];
            default -> buffer.asLong(index);
        };
    }

    /** Puts what {@link #box} gave back to an index, counted in boxes. */
    static void unbox(Object box, Buffer buffer, int index) {
        if (box instanceof List<?> boxes) {
            for (int i = 0; i < boxes.size(); i++) {
                unbox(boxes.get(i), buffer, index * boxes.size() + i);
            }
            return;
        }
        switch (buffer.dtype()) {
            case FLOAT32 -> buffer.floats()[index] = (Float) box;
            case FLOAT64 -> buffer.doubles()[index] = (Double) box;
            case STRING -> buffer.strings()[index] = ((Bytes) box).array();
            case FLOAT16, BFLOAT16 -> buffer.shorts()[index] = (Short) box;
            case INT64, UINT64 -> buffer.longs()[index] = (Long) box;
            case INT32, UINT32 -> buffer.ints()[index] = ((Long) box).intValue();
            case INT16, UINT16 -> buffer.shorts()[index] = ((Long) box).shortValue();
            case INT8, UINT8, BOOL -> buffer.bytes()[index] = ((Long) box).byteValue();
            case COMPLEX64, COMPLEX128, RESOURCE, VARIANT ->
                throw new InvalidArgumentException("no table holds a " + buffer.dtype());
        }
    }
}
