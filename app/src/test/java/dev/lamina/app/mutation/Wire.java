package dev.lamina.app.mutation;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Protocol buffers: a field at any depth is changed, and the lengths of all messages around it follow. */
final class Wire implements Anatomy {
    private static final int NUMBER = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int BYTES = 2;
    private static final int FOUR_BYTES = 5;

    /** Of a number, {@code content} is its encoding. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Field(long tag, byte[] content) {
        int kind() {
            return (int) (tag & 7);
        }
    }

    @Override
    public byte[] mutated(byte[] whole, Random random) {
        List<Field> fields = new ArrayList<>();
        if (!parse(whole, fields) || fields.isEmpty() || random.nextInt(12) == 0) {
            return Bytes.mutated(whole, random);
        }
        int at = random.nextInt(fields.size());
        int other = random.nextInt(fields.size());
        Field field = fields.get(at);
        switch (random.nextInt(12)) {
            case 0 -> fields.remove(at);
            case 1 -> fields.add(other, field);
            case 2 -> fields.set(at, new Field(field.tag, fields.get(other).content));
            case 3 -> fields.set(at, new Field((1L + random.nextInt(16)) << 3 | field.kind(), field.content));
            default -> fields.set(at, new Field(field.tag, content(field, random)));
        }
        return encode(fields);
    }

    private byte[] content(Field field, Random random) {
        return switch (field.kind()) {
            case NUMBER -> varint(Bytes.number(random));
            case BYTES -> mutated(field.content, random);
            default -> {
                byte[] number = field.content.clone();
                number[random.nextInt(number.length)] ^= (byte) (1 << random.nextInt(8));
                yield number;
            }
        };
    }

    /** A field that is a number; 0 if it is not there. */
    static long number(byte[] message, int field) {
        List<Field> fields = new ArrayList<>();
        parse(message, fields);
        return fields.stream()
                .filter(each -> each.tag == field * 8L + NUMBER)
                .mapToLong(each -> readVarint(ByteBuffer.wrap(each.content)))
                .findFirst()
                .orElse(0);
    }

    /** The contents of the fields of that number. */
    static List<byte[]> messages(byte[] message, int field) {
        List<Field> fields = new ArrayList<>();
        parse(message, fields);
        return fields.stream()
                .filter(each -> each.tag == field * 8L + BYTES)
                .map(Field::content)
                .toList();
    }

    /** The message with another content, without its length, in the fields of that number. */
    static byte[] with(byte[] message, int field, byte[] content) {
        List<Field> fields = new ArrayList<>();
        parse(message, fields);
        fields.replaceAll(each -> each.tag >>> 3 == field ? new Field(each.tag, content) : each);
        return encode(fields);
    }

    private static boolean parse(byte[] bytes, List<Field> fields) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            while (in.hasRemaining()) {
                long tag = readVarint(in);
                int from = in.position();
                long length = switch ((int) (tag & 7)) {
                    case NUMBER -> {
                        readVarint(in);
                        int end = in.position();
                        in.position(from);
                        yield end - from;
                    }
                    case EIGHT_BYTES -> Long.BYTES;
                    case BYTES -> readVarint(in);
                    case FOUR_BYTES -> Integer.BYTES;
                    default -> -1;
                };
                if (tag >>> 3 == 0 || length < 0 || length > in.remaining()) {
                    return false;
                }
                byte[] content = new byte[(int) length];
                in.get(content);
                fields.add(new Field(tag, content));
            }
            return true;
        } catch (BufferUnderflowException e) {
            return false; // text, or numbers: no message
        }
    }

    private static byte[] encode(List<Field> fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Field field : fields) {
            out.writeBytes(varint(field.tag));
            if (field.kind() == BYTES) {
                out.writeBytes(varint(field.content.length));
            }
            out.writeBytes(field.content);
        }
        return out.toByteArray();
    }

    static long readVarint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.get();
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new BufferUnderflowException();
    }

    static byte[] varint(long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
        return out.toByteArray();
    }
}
