package dev.lamina.data.picture;

import java.awt.image.IndexColorModel;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStream;

/** BMP as its samples are, without colour management. */
final class BmpDecoder {
    /** The header of OS/2, with sizes of two bytes. */
    private static final int OLD_HEADER = 12;

    private BmpDecoder() {}

    static DecodedPicture decode(ImageInputStream in, PictureErrors errors) throws IOException {
        checkWhole(in, errors);
        var picture = JdkReader.read("bmp", in, reader -> reader.read(0));
        if (picture.getColorModel() instanceof IndexColorModel colours) {
            var palette = new int[colours.getMapSize()];
            colours.getRGBs(palette);
            return DecodedPicture.of(picture.getRaster(), palette, Orientation.UPRIGHT);
        }
        boolean hasColours = picture.getRaster().getNumBands() >= 3;
        return DecodedPicture.of(
                picture.getRaster(), hasColours, picture.getColorModel().hasAlpha(), Orientation.UPRIGHT);
    }

    /** Checks that all its pixels are in the file, as the decoder does not. */
    private static void checkWhole(ImageInputStream in, PictureErrors errors) throws IOException {
        in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        try {
            in.seek(10);
            long start = in.readUnsignedInt();
            boolean isOld = in.readInt() == OLD_HEADER;
            long columns = isOld ? in.readUnsignedShort() : in.readInt();
            long rows = Math.abs((long) (isOld ? in.readUnsignedShort() : in.readInt()));
            in.readUnsignedShort();
            int bits = in.readUnsignedShort();
            long compression = isOld ? 0 : in.readUnsignedInt();
            errors.checkSize(columns, rows);
            // 0: none; 3 and 6: none, with masks that tell the colours in a pixel.
            if (compression != 0 && compression != 3 && compression != 6) {
                throw errors.unsupported("a BMP with compressed pixels");
            }
            long end = start + rows * ((columns * bits + 31) / 32 * 4);
            if (in.length() < end) {
                throw errors.damaged("it is truncated: its pixels end at byte " + end + ", and it has " + in.length());
            }
        } catch (EOFException e) {
            throw errors.damaged("it is truncated", e);
        } finally {
            in.setByteOrder(ByteOrder.BIG_ENDIAN);
        }
    }
}
