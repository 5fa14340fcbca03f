package dev.lamina.parquet;

import dev.lamina.codec.Varint;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A struct in Thrift's compact protocol, in which Parquet's metadata are: fields by their numbers. What it takes of the memory is
 * bounded by its bytes.
 *
 * @see <a href="https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md">the protocol</a>
 */
final class ThriftStruct {
    /** Parquet's own lie six deep. */
    private static final int DEEPEST = 32;

    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int I16 = 4;
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int DOUBLE = 7;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int SET = 10;
    private static final int MAP = 11;
    private static final int STRUCT = 12;

    private final Map<Integer, Object> fields = new HashMap<>();

    private ThriftStruct() {}

    /**
     * Reads one from where a buffer stands.
     *
     * @throws Damage if there is none
     */
    static ThriftStruct read(ByteBuffer in) {
        try {
            return struct(in, 0);
        } catch (BufferUnderflowException e) {
            throw new Damage("metadata end early or have a number that does not end");
        }
    }

    private static ThriftStruct struct(ByteBuffer in, int depth) {
        ThriftStruct struct = new ThriftStruct();
        int number = 0;
        for (int head = in.get() & 0xff; head != 0; head = in.get() & 0xff) {
            number = head >>> 4 == 0 ? (int) zigZag(in) : number + (head >>> 4);
            struct.fields.put(number, value(in, head & 15, depth));
        }
        return struct;
    }

    private static Object value(ByteBuffer in, int type, int depth) {
        if (depth > DEEPEST) {
            throw new Damage("metadata are nested deeper than " + DEEPEST);
        }
        return switch (type) {
            case TRUE -> true;
            case FALSE -> false;
            case BYTE -> (long) in.get();
            case I16, I32, I64 -> zigZag(in);
            case DOUBLE -> in.getLong();
            case BINARY -> bytes(in);
            case LIST, SET -> list(in, depth);
            case MAP -> map(in, depth);
            case STRUCT -> struct(in, depth + 1);
            default -> throw new Damage("metadata have a value of type " + type);
        };
    }

    private static byte[] bytes(ByteBuffer in) {
        byte[] bytes = new byte[Damage.within("a length", Varint.read(in), in.remaining())];
        in.get(bytes);
        return bytes;
    }

    private static List<Object> list(ByteBuffer in, int depth) {
        int head = in.get() & 0xff;
        long size = head >>> 4 == 15 ? Varint.read(in) : head >>> 4;
        // Each element takes a byte at least.
        int count = Damage.within("the size of a list", size, in.remaining());
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(element(in, head & 15, depth));
        }
        return list;
    }

    /** Those of the format's maps are passed over: nothing that is read here is in one. */
    private static Map<Object, Object> map(ByteBuffer in, int depth) {
        int count = Damage.within("the size of a map", Varint.read(in), in.remaining());
        int types = count == 0 ? 0 : in.get() & 0xff;
        for (int i = 0; i < count; i++) {
            element(in, types >>> 4, depth);
            element(in, types & 15, depth);
        }
        return Map.of();
    }

    /** Unlike a field's, a boolean element is a byte of its own. */
    private static Object element(ByteBuffer in, int type, int depth) {
        return type == TRUE || type == FALSE ? in.get() == TRUE : value(in, type, depth + 1);
    }

    private static long zigZag(ByteBuffer in) {
        long coded = Varint.read(in);
        return (coded >>> 1) ^ -(coded & 1);
    }

    boolean has(int field) {
        return fields.containsKey(field);
    }

    private <T> T get(int field, Class<T> type) {
        Object value = fields.get(field);
        if (!type.isInstance(value)) {
            throw new Damage("metadata lack field " + field + " or have it as something else");
        }
        return type.cast(value);
    }

    long number(int field) {
        return get(field, Long.class);
    }

    long number(int field, long otherwise) {
        return has(field) ? number(field) : otherwise;
    }

    boolean flag(int field, boolean otherwise) {
        return has(field) ? get(field, Boolean.class) : otherwise;
    }

    String text(int field) {
        return new String(get(field, byte[].class), StandardCharsets.UTF_8);
    }

    ThriftStruct struct(int field) {
        return get(field, ThriftStruct.class);
    }

    /** A struct, or {@code null} if there is none. */
    @Nullable
    ThriftStruct find(int field) {
        return has(field) ? struct(field) : null;
    }

    List<ThriftStruct> structs(int field) {
        List<ThriftStruct> structs = new ArrayList<>();
        for (Object element : get(field, List.class)) {
            if (!(element instanceof ThriftStruct struct)) {
                throw new Damage("metadata have something else in the list of field " + field);
            }
            structs.add(struct);
        }
        return structs;
    }
}
