package dev.lamina.data.picture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.stream.ImageInputStream;

/**
 * What a PNG's chunks say, each of which that counts matches its checksum.
 *
 * @param bits of a sample
 * @param kind PNG's colour type: 1 for a palette, 2 for colours, 4 for alpha, or a sum of these
 * @param transparentGrey the grey that stands for what is transparent, or -1 for none
 * @param dataBytes the bytes of all its compressed data
 */
record PngHeader(
        int rows, int columns, int bits, int kind, int transparentGrey, long dataBytes, Orientation orientation) {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int HEADER_BYTES = 13;
    private static final int MOST_EXIF_BYTES = 1 << 20;

    /** Reads all chunks from the beginning to the end's mark. */
    static PngHeader read(ImageInputStream in, PictureErrors errors) throws IOException {
        in.seek(0);
        try {
            var signature = new byte[SIGNATURE.length];
            in.readFully(signature);
            if (!Arrays.equals(signature, SIGNATURE)) {
                throw errors.damaged("its signature is not PNG's: was it sent as text?");
            }
            return new Walk(in, errors).run();
        } catch (EOFException e) {
            throw errors.damaged("it is truncated", e);
        }
    }

    boolean hasPalette() {
        return (kind & 1) != 0;
    }

    boolean hasColours() {
        return (kind & 2) != 0;
    }

    /** As many bytes as its rows have before compression, or some more. */
    long leastBytes() {
        int samples = hasPalette() ? 1 : (hasColours() ? 3 : 1) + (kind >> 2 & 1);
        return rows * (((long) columns * samples * bits + 7) / 8);
    }

    /** The chunks one after the other. */
    private static final class Walk {
        private final ImageInputStream in;
        private final PictureErrors errors;
        private final byte[] piece = new byte[8192];
        private byte[] header = {};
        private int transparentGrey = -1;
        private long dataBytes;
        private Orientation orientation = Orientation.UPRIGHT;

        Walk(ImageInputStream in, PictureErrors errors) {
            this.in = in;
            this.errors = errors;
        }

        PngHeader run() throws IOException {
            while (true) {
                long length = in.readUnsignedInt();
                var name = new byte[4];
                in.readFully(name);
                var type = new String(name, StandardCharsets.ISO_8859_1);
                if (header.length == 0) {
                    begin(type, length, name);
                    continue;
                }
                switch (type) {
                    case "IEND" -> {
                        check(type, name, length);
                        return header();
                    }
                    case "IDAT" -> dataBytes += length;
                    case "eXIf" -> {
                        if (length <= MOST_EXIF_BYTES) {
                            orientation = Exif.orientation(peek((int) length));
                        }
                    }
                    case "tRNS" -> {
                        if (header[9] == 0 && length == Short.BYTES) {
                            transparentGrey = ByteBuffer.wrap(peek(Short.BYTES)).getShort() & 0xffff;
                        }
                    }
                    default -> {}
                }
                boolean counts = Character.isUpperCase(type.charAt(0)) || type.equals("tRNS") || type.equals("eXIf");
                if (counts) {
                    check(type, name, length);
                } else {
                    in.seek(in.getStreamPosition() + length + Integer.BYTES);
                }
            }
        }

        private void begin(String type, long length, byte[] name) throws IOException {
            if (!type.equals("IHDR") || length != HEADER_BYTES) {
                throw type.equals("CgBI")
                        ? errors.unsupported("a PNG in Apple's form for its devices")
                        : errors.damaged("it does not begin with a header");
            }
            header = peek(HEADER_BYTES);
            errors.checkSize(Integer.toUnsignedLong(number(0)), Integer.toUnsignedLong(number(4)));
            check(type, name, length);
        }

        private byte[] peek(int length) throws IOException {
            in.mark();
            var content = new byte[length];
            in.readFully(content);
            in.reset();
            return content;
        }

        private int number(int at) {
            return ByteBuffer.wrap(header).getInt(at);
        }

        private PngHeader header() {
            return new PngHeader(number(4), number(0), header[8], header[9], transparentGrey, dataBytes, orientation);
        }

        private void check(String type, byte[] name, long length) throws IOException {
            var sum = new CRC32();
            sum.update(name);
            for (long left = length; left > 0; ) {
                int count = in.read(piece, 0, (int) Math.min(left, piece.length));
                if (count < 0) {
                    throw new EOFException();
                }
                sum.update(piece, 0, count);
                left -= count;
            }
            if (in.readUnsignedInt() != sum.getValue()) {
                throw errors.damaged("its chunk " + type + " does not match its checksum");
            }
        }
    }
}
