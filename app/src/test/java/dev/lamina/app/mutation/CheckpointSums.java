package dev.lamina.app.mutation;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;

/** Gives the index of a checkpoint the checksums of what its data file has now. */
final class CheckpointSums {
    /** Fields of TensorFlow's {@code BundleEntryProto}, and of the messages in it. */
    private static final int TYPE = 1;

    private static final int SHAPE = 2;
    private static final int DIMENSION = 2;
    private static final int LENGTH = 1;
    private static final int OFFSET = 4;
    private static final int SIZE = 5;
    private static final int CHECKSUM = 6;

    private static final int STRINGS = 7;

    private CheckpointSums() {}

    static void repair(Path folder, String prefix) throws IOException {
        Path dataFile = folder.resolve(prefix + ".data-00000-of-00001");
        Path file = folder.resolve(prefix + ".index");
        byte[] data = Files.readAllBytes(dataFile);
        Table table = new Table(Bytes::mutated);
        List<byte[]> entries = table.split(Files.readAllBytes(file));
        for (int i = 3; i < entries.size(); i += 2) {
            byte[] entry = entries.get(i);
            int from = (int) Math.min(Wire.number(entry, OFFSET), data.length);
            int length = (int) Math.min(Wire.number(entry, SIZE), data.length - from);
            int sum = Wire.number(entry, TYPE) == STRINGS
                    ? ofStrings(littleEndian(data, from, length), elements(entry))
                    : Records.maskedCrc(data, from, length);
            byte[] fixed = new byte[Integer.BYTES];
            littleEndian(fixed, 0, fixed.length).putInt(sum);
            entries.set(i, Wire.with(entry, CHECKSUM, fixed));
        }
        Files.write(dataFile, data);
        Files.write(file, table.join(entries));
    }

    private static ByteBuffer littleEndian(byte[] bytes, int from, int length) {
        return ByteBuffer.wrap(bytes, from, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static long elements(byte[] entry) {
        return Wire.messages(entry, SHAPE).stream()
                .flatMap(shape -> Wire.messages(shape, DIMENSION).stream())
                .mapToLong(dimension -> Wire.number(dimension, LENGTH))
                .reduce(1, (one, other) -> one * other);
    }

    /**
     * That of the lengths as numbers of four bytes, their own checksum, which is put right first, and the texts; anything where
     * there are no such lengths any more.
     */
    private static int ofStrings(ByteBuffer strings, long count) {
        CRC32C sum = new CRC32C();
        try {
            for (long i = 0; i < count; i++) {
                byte[] length = new byte[Integer.BYTES];
                littleEndian(length, 0, length.length).putInt((int) Wire.readVarint(strings));
                sum.update(length);
            }
            strings.putInt(strings.position(), Records.masked(sum));
            sum.update(strings);
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            // The reader finds that out too.
            return 0;
        }
        return Records.masked(sum);
    }
}
