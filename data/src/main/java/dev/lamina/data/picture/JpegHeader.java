package dev.lamina.data.picture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.stream.ImageInputStream;

/**
 * What a JPEG says before its first scan.
 *
 * @param sampling each component's horizontal and vertical sampling factor
 * @param colours how the components are to be understood, by libjpeg's rules
 * @param isInverted whether inks are stored inverted, as Adobe's programs do
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record JpegHeader(
        int rows, int columns, int[][] sampling, JpegColours colours, boolean isInverted, Orientation orientation) {
    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;

    /** Reads up to the first scan. */
    static JpegHeader read(ImageInputStream in, PictureErrors errors) throws IOException {
        var walk = new Walk(errors);
        in.seek(2);
        try {
            while (walk.segment(in)) {}
        } catch (EOFException e) {
            throw errors.damaged("it ends within its header", e);
        }
        return walk.header();
    }

    /** The segments one after the other. */
    private static final class Walk {
        private final PictureErrors errors;
        private boolean hasJfif;
        private int adobe = -1;
        private Orientation orientation = Orientation.UPRIGHT;
        private byte[] frame = {};

        Walk(PictureErrors errors) {
            this.errors = errors;
        }

        /** Reads a segment; false when it was the last before the scan. */
        boolean segment(ImageInputStream in) throws IOException {
            int marker = marker(in);
            if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
                return false;
            }
            boolean standsAlone = marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
            if (standsAlone) {
                return true;
            }
            int length = in.readUnsignedShort() - 2;
            if (length < 0) {
                throw errors.damaged("a segment of its header has the length " + (length + 2));
            }
            if (isFrame(marker)) {
                checkProcess(marker);
            }
            if (!isFrame(marker) && marker != 0xe0 && marker != 0xe1 && marker != 0xee) {
                in.seek(in.getStreamPosition() + length);
                return true;
            }
            var content = new byte[length];
            in.readFully(content);
            switch (marker) {
                case 0xe0 -> hasJfif |= length >= 14 && startsWith(content, "JFIF\0");
                case 0xe1 -> {
                    if (startsWith(content, "Exif\0")) {
                        orientation = Exif.orientation(Arrays.copyOfRange(content, Math.min(6, length), length));
                    }
                }
                case 0xee -> adobe = length >= 12 && startsWith(content, "Adobe") ? content[11] & 0xff : adobe;
                default -> frame = content;
            }
            return true;
        }

        private static int marker(ImageInputStream in) throws IOException {
            int value = in.readUnsignedByte();
            while (value != 0xff) {
                value = in.readUnsignedByte();
            }
            while (value == 0xff) {
                value = in.readUnsignedByte();
            }
            return value;
        }

        private static boolean isFrame(int marker) {
            return (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc)
                    || marker == 0xf7;
        }

        private void checkProcess(int marker) {
            if (marker > 0xc2) {
                throw errors.unsupported(
                        marker == 0xf7
                                ? "a JPEG-LS"
                                : marker > 0xc7
                                        ? "a JPEG with arithmetic coding"
                                        : marker == 0xc3 ? "a lossless JPEG" : "a hierarchical JPEG");
            }
        }

        private static boolean startsWith(byte[] content, String text) {
            return new String(content, 0, Math.min(content.length, text.length()), StandardCharsets.ISO_8859_1)
                    .equals(text);
        }

        JpegHeader header() {
            int components = frame.length < 6 ? 0 : frame[5] & 0xff;
            if (components == 0 || frame.length < 6 + 3 * components) {
                throw errors.damaged("it does not say how large it is");
            }
            if (frame[0] != 8) {
                throw errors.unsupported("a JPEG with " + (frame[0] & 0xff) + " bits a sample");
            }
            if (components == 2 || components > 4) {
                throw errors.unsupported("a JPEG of " + components + " components");
            }
            var ids = new int[components];
            var sampling = new int[components][];
            for (int i = 0; i < components; i++) {
                ids[i] = frame[6 + 3 * i] & 0xff;
                sampling[i] = new int[] {(frame[7 + 3 * i] >> 4) & 15, frame[7 + 3 * i] & 15};
                if (sampling[i][0] < 1 || sampling[i][0] > 4 || sampling[i][1] < 1 || sampling[i][1] > 4) {
                    throw errors.damaged(
                            "a component has the sampling factors " + sampling[i][0] + " and " + sampling[i][1]);
                }
            }
            int rows = ((frame[1] & 0xff) << 8) | (frame[2] & 0xff);
            int columns = ((frame[3] & 0xff) << 8) | (frame[4] & 0xff);
            return new JpegHeader(
                    rows, columns, sampling, JpegColours.of(ids, hasJfif, adobe), adobe >= 0, orientation);
        }
    }
}
