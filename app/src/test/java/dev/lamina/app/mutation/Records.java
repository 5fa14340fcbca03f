package dev.lamina.app.mutation;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;

/**
 * TensorFlow's records, each with its length and two checksums.
 *
 * @param inner how a record's content is put together
 */
record Records(Anatomy inner) implements Parts {
    @Override
    public List<byte[]> split(byte[] whole) {
        ByteBuffer in = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> records = new ArrayList<>();
        while (in.hasRemaining()) {
            byte[] record = new byte[(int) in.getLong()];
            in.getInt();
            in.get(record);
            in.getInt();
            records.add(record);
        }
        return records;
    }

    @Override
    public byte[] join(List<byte[]> records) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] record : records) {
            ByteBuffer frame = ByteBuffer.allocate(record.length + 16).order(ByteOrder.LITTLE_ENDIAN);
            frame.putLong(record.length).putInt(maskedCrc(frame.array(), 0, Long.BYTES));
            frame.put(record).putInt(maskedCrc(record, 0, record.length));
            out.writeBytes(frame.array());
        }
        return out.toByteArray();
    }

    @Override
    public byte[] part(byte[] part, Random random) {
        return inner.mutated(part, random);
    }

    /** The checksum of TensorFlow's files. */
    static int maskedCrc(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return masked(crc);
    }

    static int masked(CRC32C crc) {
        return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
    }
}
