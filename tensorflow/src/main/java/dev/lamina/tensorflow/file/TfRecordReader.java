package dev.lamina.tensorflow.file;

import dev.lamina.error.DataLossException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/** Reads TensorFlow's record format, uncompressed, and believes no length that the file does not bear out. */
public final class TfRecordReader implements AutoCloseable {
    private static final int LONGEST = Integer.MAX_VALUE - 64;
    private static final int CUT_OFF = -1;

    private final Path path;
    private final FileChannel file;
    private long offset;
    private boolean isCutOff;

    private TfRecordReader(Path path, FileChannel file) {
        this.path = path;
        this.file = file;
    }

    /**
     * Opens a file of records.
     *
     * @throws dev.lamina.error.NotFoundException if there is no such file
     */
    public static TfRecordReader open(Path path) {
        try {
            return new TfRecordReader(path, FileChannel.open(path));
        } catch (IOException e) {
            throw Problems.unreachable(path, e);
        }
    }

    /** Where the next record begins. */
    public long offset() {
        return offset;
    }

    /** Whether the last call of {@link #next} found no record but the beginning of one. */
    public boolean isCutOff() {
        return isCutOff;
    }

    /**
     * The next record; nothing at the end of the file, or where it ends within a record. The reader then still stands before
     * that, so a file that somebody is writing can be asked again; so it can after an error.
     *
     * @throws DataLossException if the record is damaged
     */
    public Optional<byte[]> next() {
        return Reading.of(path, this::read);
    }

    private Optional<byte[]> read() throws IOException {
        long left = file.size() - offset;
        int length = left < TfRecordWriter.HEADER ? CUT_OFF : length(left);
        isCutOff = left > 0 && length == CUT_OFF;
        if (length == CUT_OFF) {
            return Optional.empty();
        }
        ByteBuffer content = bytes(offset + TfRecordWriter.HEADER, length + TfRecordWriter.FOOTER);
        byte[] record = new byte[length];
        content.get(record);
        if (MaskedCrc.of(record, 0, length) != content.getInt()) {
            throw Problems.corrupt(path, offset, "the checksum of a record of " + length + " bytes does not match");
        }
        offset += TfRecordWriter.HEADER + (long) length + TfRecordWriter.FOOTER;
        return Optional.of(record);
    }

    /** The length of the record that begins here, or {@link #CUT_OFF}. */
    private int length(long left) throws IOException {
        ByteBuffer header = bytes(offset, TfRecordWriter.HEADER);
        byte[] encoded = new byte[Long.BYTES];
        header.get(0, encoded);
        if (MaskedCrc.of(encoded, 0, Long.BYTES) != header.getInt(Long.BYTES)) {
            throw Problems.corrupt(path, offset, "the checksum of a record's length does not match");
        }
        long length = header.getLong(0);
        if (length < 0 || length > LONGEST) {
            throw Problems.corrupt(
                    path, offset, "a record of " + Long.toUnsignedString(length) + " bytes, which nobody writes");
        }
        return length > left - TfRecordWriter.HEADER - TfRecordWriter.FOOTER ? CUT_OFF : (int) length;
    }

    private ByteBuffer bytes(long from, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, from + bytes.position()) < 0) {
                throw Problems.corrupt(path, offset, "the file became shorter while it was read");
            }
        }
        return bytes.flip();
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw Problems.unreachable(path, e);
        }
    }
}
