package dev.lamina.app.mutation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/** Changes to bytes of which nothing is known: bits, numbers at the edges of their ranges, pieces lost, doubled or moved. */
final class Bytes {
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        127,
        128,
        255,
        256,
        32767,
        65535,
        65536,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        Integer.MAX_VALUE - 1L,
        1L << 31,
        1L << 32,
        0xffff_ffffL,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        1L << 40
    };

    private static final String[] WORDS = {
        "-1",
        "0",
        "1e999",
        "nan",
        "4294967296",
        "9223372036854775807",
        "99999999999999999999",
        "2147483647",
        "{",
        "}",
        "\"",
        "'",
        "[",
        "(",
        "\n",
        "\0",
        ",",
        ":",
        "\u00ff\u00fe"
    };

    private Bytes() {}

    /** One of the numbers that programs trip over, or any. */
    static long number(Random random) {
        return random.nextInt(4) == 0 ? random.nextLong() : NUMBERS[random.nextInt(NUMBERS.length)];
    }

    static byte[] mutated(byte[] bytes, Random random) {
        byte[] changed = bytes.clone();
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            changed = once(changed, random);
        }
        return changed;
    }

    private static byte[] once(byte[] bytes, Random random) {
        if (bytes.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        int at = random.nextInt(bytes.length);
        int length = 1 + random.nextInt(Math.min(64, bytes.length - at));
        return switch (random.nextInt(10)) {
            case 0, 1 -> {
                bytes[at] ^= (byte) (1 << random.nextInt(8));
                yield bytes;
            }
            case 2 -> {
                bytes[at] = (byte) random.nextInt();
                yield bytes;
            }
            case 3, 4 -> withNumber(bytes, at, random);
            case 5 -> replaced(bytes, at, length, new byte[0]);
            case 6 -> replaced(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
            case 7 -> Arrays.copyOf(bytes, random.nextBoolean() ? at : bytes.length + length);
            case 8 -> {
                Arrays.fill(bytes, at, at + length, (byte) (random.nextBoolean() ? 0 : -1));
                yield bytes;
            }
            default -> withWord(bytes, at, random);
        };
    }

    private static byte[] withNumber(byte[] bytes, int at, Random random) {
        int width = 1 << random.nextInt(4);
        ByteBuffer number = ByteBuffer.allocate(Long.BYTES)
                .order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        number.putLong(0, number(random));
        int from = number.order() == ByteOrder.BIG_ENDIAN ? Long.BYTES - width : 0;
        System.arraycopy(number.array(), from, bytes, at, Math.min(width, bytes.length - at));
        return bytes;
    }

    /** In text, a whole number or word in the place of another. */
    private static byte[] withWord(byte[] bytes, int at, Random random) {
        int end = at;
        while (end < bytes.length && Character.isLetterOrDigit(bytes[end])) {
            end++;
        }
        byte[] word = WORDS[random.nextInt(WORDS.length)].getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        return replaced(bytes, at, end - at, word);
    }

    private static byte[] replaced(byte[] bytes, int at, int length, byte[] by) {
        return ByteBuffer.allocate(bytes.length - length + by.length)
                .put(bytes, 0, at)
                .put(by)
                .put(bytes, at + length, bytes.length - at - length)
                .array();
    }
}
