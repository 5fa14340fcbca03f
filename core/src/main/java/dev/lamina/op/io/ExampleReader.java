package dev.lamina.op.io;

import dev.lamina.error.DataLossException;
import dev.lamina.tensor.DType;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads TensorFlow's {@code Example} messages: features by their names, each a list of bytes, floats or int64s. */
final class ExampleReader {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    /**
     * What a feature has.
     *
     * @param type string, float32 or int64
     * @param array its values
     */
    record Values(DType type, Object array, int count) {}

    private ExampleReader() {}

    /**
     * The features of a message, their names as the bytes they are; without those that have no list.
     *
     * @throws DataLossException if it is none
     */
    static Map<String, Values> read(byte[] message) {
        Map<String, Values> features = new HashMap<>();
        try {
            ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
            for (ByteBuffer all : fields(in, 1)) {
                for (ByteBuffer entry : fields(all, 1)) {
                    readEntry(entry, features);
                }
            }
            return features;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new DataLossException("Could not parse example input: " + message.length + " bytes", null, e);
        }
    }

    private static void readEntry(ByteBuffer entry, Map<String, Values> features) {
        List<ByteBuffer> names = fields(entry.duplicate().order(ByteOrder.LITTLE_ENDIAN), 1);
        List<ByteBuffer> lists = fields(entry, 2);
        String name = names.isEmpty()
                ? ""
                : StandardCharsets.ISO_8859_1.decode(names.getLast()).toString();
        Values values = lists.isEmpty() ? null : values(lists.getLast());
        if (values == null) {
            features.remove(name);
        } else {
            features.put(name, values);
        }
    }

    private static @Nullable Values values(ByteBuffer feature) {
        Values values = null;
        while (feature.hasRemaining()) {
            long tag = varint(feature);
            int field = (int) (tag >>> 3);
            if ((tag & 7) != BYTES || field < 1 || field > 3) {
                skip(feature, tag);
                continue;
            }
            ByteBuffer list = slice(feature);
            values = switch (field) {
                case 1 -> texts(list);
                case 2 -> floats(list);
                default -> longs(list);
            };
        }
        return values;
    }

    private static Values texts(ByteBuffer list) {
        List<byte[]> texts = new ArrayList<>();
        for (ByteBuffer each : fields(list, 1)) {
            byte[] text = new byte[each.remaining()];
            each.get(text);
            texts.add(text);
        }
        return new Values(DType.STRING, texts.toArray(byte[][]::new), texts.size());
    }

    private static Values floats(ByteBuffer list) {
        float[] values = new float[list.remaining() / Float.BYTES];
        int count = 0;
        while (list.hasRemaining()) {
            long tag = varint(list);
            if (tag == (1 << 3 | BYTES)) {
                ByteBuffer packed = slice(list);
                while (packed.hasRemaining()) {
                    values[count++] = packed.getFloat();
                }
            } else if (tag == (1 << 3 | FIXED32)) {
                values[count++] = list.getFloat();
            } else {
                skip(list, tag);
            }
        }
        return new Values(DType.FLOAT32, values, count);
    }

    private static Values longs(ByteBuffer list) {
        long[] values = new long[list.remaining()];
        int count = 0;
        while (list.hasRemaining()) {
            long tag = varint(list);
            if (tag == (1 << 3 | BYTES)) {
                ByteBuffer packed = slice(list);
                while (packed.hasRemaining()) {
                    values[count++] = varint(packed);
                }
            } else if (tag == (1 << 3 | VARINT)) {
                values[count++] = varint(list);
            } else {
                skip(list, tag);
            }
        }
        return new Values(DType.INT64, values, count);
    }

    /** The messages or texts under a field's number. */
    private static List<ByteBuffer> fields(ByteBuffer in, int field) {
        List<ByteBuffer> found = new ArrayList<>();
        while (in.hasRemaining()) {
            long tag = varint(in);
            if (tag == ((long) field << 3 | BYTES)) {
                found.add(slice(in));
            } else {
                skip(in, tag);
            }
        }
        return found;
    }

    private static ByteBuffer slice(ByteBuffer in) {
        long length = varint(in);
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer slice = in.slice(in.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        in.position(in.position() + (int) length);
        return slice;
    }

    private static void skip(ByteBuffer in, long tag) {
        switch ((int) (tag & 7)) {
            case VARINT -> varint(in);
            case FIXED64 -> in.getLong();
            case BYTES -> slice(in);
            case FIXED32 -> in.getInt();
            default -> throw new BufferUnderflowException();
        }
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new BufferUnderflowException();
    }
}
