package dev.lamina.tensorflow.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes TensorFlow's record format: of each record its length (8 bytes, the lowest first), the length's checksum (4), the
 * bytes, and theirs (4).
 */
public final class TfRecordWriter implements Closeable {
    /** How many bytes stand before a record's own. */
    public static final int HEADER = Long.BYTES + Integer.BYTES;
    /** How many stand behind them. */
    public static final int FOOTER = Integer.BYTES;

    private final OutputStream out;

    public TfRecordWriter(OutputStream out) {
        this.out = out;
    }

    public void write(byte[] record) throws IOException {
        byte[] header = new byte[HEADER];
        ByteBuffer numbers = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
        numbers.putLong(0, record.length);
        numbers.putInt(Long.BYTES, MaskedCrc.of(header, 0, Long.BYTES));
        out.write(header);
        out.write(record);
        numbers.putInt(0, MaskedCrc.of(record, 0, record.length));
        out.write(header, 0, FOOTER);
    }

    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
