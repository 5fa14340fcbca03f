package dev.lamina.data.picture;

import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.EOFException;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/** A GIF's first picture on its whole screen: what it leaves free, or shows through, is black. */
final class GifDecoder {
    private static final int EXTENSION = 0x21;
    private static final int PICTURE = 0x2c;
    private static final int RGBA = 4;

    private GifDecoder() {}

    /** The screen's size, and where on it the first picture lies. */
    private record Place(int columns, int rows, int left, int top, int width, int height) {}

    static DecodedPicture decode(ImageInputStream in, PictureErrors errors) throws IOException {
        var place = place(in, errors);
        errors.checkSize(place.columns, place.rows);
        var picture = JdkReader.read("gif", in, reader -> reader.read(0));
        if (!(picture.getColorModel() instanceof IndexColorModel colours)
                || picture.getWidth() != place.width
                || picture.getHeight() != place.height) {
            throw errors.damaged("its first picture is not what it says");
        }
        var screen = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, place.columns, place.rows, RGBA, null);
        draw(picture.getRaster(), colours, screen, place);
        return DecodedPicture.of(screen, true, true, Orientation.UPRIGHT);
    }

    private static void draw(Raster picture, IndexColorModel colours, WritableRaster screen, Place place) {
        var indices = new int[place.width];
        var row = new int[RGBA * place.width];
        for (int y = 0; y < place.height; y++) {
            picture.getSamples(0, y, place.width, 1, 0, indices);
            for (int x = 0; x < place.width; x++) {
                int colour = colours.getRGB(indices[x]);
                boolean seen = colour >>> 24 != 0;
                row[RGBA * x] = seen ? colour >> 16 & 0xff : 0;
                row[RGBA * x + 1] = seen ? colour >> 8 & 0xff : 0;
                row[RGBA * x + 2] = seen ? colour & 0xff : 0;
                row[RGBA * x + 3] = seen ? 0xff : 0;
            }
            screen.setPixels(place.left, place.top + y, place.width, 1, row);
        }
    }

    /** Walks to the end of the first picture, which must be there. */
    private static Place place(ImageInputStream in, PictureErrors errors) throws IOException {
        try {
            in.seek(6);
            int columns = littleEndian(in);
            int rows = littleEndian(in);
            skipColours(in, in.readUnsignedByte(), 2);
            int block = in.readUnsignedByte();
            while (block == EXTENSION) {
                in.readUnsignedByte();
                skipBlocks(in);
                block = in.readUnsignedByte();
            }
            if (block != PICTURE) {
                throw errors.damaged("it has no picture");
            }
            int left = littleEndian(in);
            int top = littleEndian(in);
            int width = littleEndian(in);
            int height = littleEndian(in);
            errors.checkSize(width, height);
            skipColours(in, in.readUnsignedByte(), 0);
            in.readUnsignedByte();
            skipBlocks(in);
            return new Place(Math.max(columns, left + width), Math.max(rows, top + height), left, top, width, height);
        } catch (EOFException e) {
            throw errors.damaged("it is truncated", e);
        }
    }

    private static int littleEndian(ImageInputStream in) throws IOException {
        return in.readUnsignedByte() | in.readUnsignedByte() << 8;
    }

    private static void skipColours(ImageInputStream in, int flags, int more) throws IOException {
        int colours = (flags & 0x80) != 0 ? 2 << (flags & 7) : 0;
        in.seek(in.getStreamPosition() + more + 3L * colours);
    }

    private static void skipBlocks(ImageInputStream in) throws IOException {
        for (int length = in.readUnsignedByte(); length > 0; length = in.readUnsignedByte()) {
            in.seek(in.getStreamPosition() + length);
        }
    }
}
