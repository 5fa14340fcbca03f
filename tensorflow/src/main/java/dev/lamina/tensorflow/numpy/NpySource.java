package dev.lamina.tensorflow.numpy;

import dev.lamina.error.DataLossException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;

/** The bytes of a {@code .npy} file, of which it is known how many there are. */
public final class NpySource {
    private final String name;
    private final InputStream in;
    private long remaining;

    public NpySource(String name, InputStream in, long size) {
        this.name = name;
        this.in = in;
        remaining = size;
    }

    /** What errors call the file. */
    public String name() {
        return name;
    }

    public long remaining() {
        return remaining;
    }

    /** The next bytes, few or no more than {@link #remaining} says. */
    public byte[] bytes(int count) {
        try {
            byte[] bytes = in.readNBytes(count);
            remaining -= bytes.length;
            if (bytes.length < count) {
                throw new DataLossException(name + " ends too early");
            }
            return bytes;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    public long littleEndian(int count) {
        long number = 0;
        byte[] bytes = bytes(count);
        for (int i = 0; i < count; i++) {
            number |= (bytes[i] & 0xffL) << (8 * i);
        }
        return number;
    }

    public ReadableByteChannel channel() {
        return Channels.newChannel(in);
    }

    public DataLossException broken(IOException cause) {
        return new DataLossException(
                name + " cannot be read: " + (cause instanceof EOFException ? "it ends too early" : cause),
                null,
                cause);
    }
}
