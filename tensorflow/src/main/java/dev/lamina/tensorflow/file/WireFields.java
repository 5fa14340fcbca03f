package dev.lamina.tensorflow.file;

import dev.lamina.codec.Varint;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The first fields of a binary protocol buffer, without what is in them.
 *
 * @param tags a field's number times eight and the kind of its value
 */
public record WireFields(List<Long> tags) {
    private static final int MOST = 64;
    private static final int LONGEST_PREFIX = 20;
    private static final int NUMBER = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int BYTES = 2;
    private static final int FOUR_BYTES = 5;

    /** Nothing if the file is no protocol buffer, or has no field. */
    public static Optional<WireFields> of(Path file) {
        return Reading.of(file, () -> {
            try (FileChannel channel = FileChannel.open(file)) {
                List<Long> tags = new ArrayList<>();
                long end = 0;
                while (end < channel.size() && tags.size() < MOST) {
                    ByteBuffer prefix = prefix(channel, end);
                    long tag = Varint.read(prefix);
                    long length = length(tag, prefix);
                    if (length < 0 || length > channel.size() - end - prefix.position()) {
                        return Optional.empty();
                    }
                    end += prefix.position() + length;
                    tags.add(tag);
                }
                return tags.isEmpty() ? Optional.empty() : Optional.of(new WireFields(tags));
            } catch (BufferUnderflowException e) {
                return Optional.empty();
            }
        });
    }

    private static ByteBuffer prefix(FileChannel channel, long at) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_PREFIX).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) > 0) {
            // until it is full, or the file ends
        }
        return bytes.flip();
    }

    /** How many bytes follow; -1 if the tag is none. */
    private static long length(long tag, ByteBuffer prefix) {
        if (tag >>> 3 == 0) {
            return -1;
        }
        return switch ((int) (tag & 7)) {
            case NUMBER -> {
                Varint.read(prefix);
                yield 0;
            }
            case EIGHT_BYTES -> Long.BYTES;
            case BYTES -> Varint.read(prefix);
            case FOUR_BYTES -> Integer.BYTES;
            default -> -1;
        };
    }

    public boolean hasNumber(int field) {
        return tags.contains(field * 8L + NUMBER);
    }

    public boolean hasBytes(int field) {
        return count(field) > 0;
    }

    /** How often there is a field of bytes: text, a message, a list. */
    public long count(int field) {
        return tags.stream().filter(tag -> tag == field * 8L + BYTES).count();
    }
}
