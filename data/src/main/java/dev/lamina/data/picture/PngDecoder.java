package dev.lamina.data.picture;

import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/** PNG of every kind, as its samples are: gamma, profiles and background are left alone. */
final class PngDecoder {
    /** No deflate stream expands further: its longest match, 258 bytes, takes at least two bits. */
    private static final long MAX_EXPANSION = 1032;

    private PngDecoder() {}

    static DecodedPicture decode(ImageInputStream in, PictureErrors errors, boolean upright) throws IOException {
        var header = PngHeader.read(in, errors);
        if (header.leastBytes() > MAX_EXPANSION * header.dataBytes()) {
            throw errors.damaged("its data of " + header.dataBytes() + " bytes cannot hold " + header.rows() + " x "
                    + header.columns() + " pixels");
        }
        var picture = JdkReader.read("png", in, reader -> reader.read(0));
        var orientation = upright ? header.orientation() : Orientation.UPRIGHT;
        var raster = picture.getRaster();
        if (header.transparentGrey() >= 0 && header.bits() < Byte.SIZE && raster.getNumBands() == 2) {
            setOpacity(raster, header);
        }
        if (header.hasPalette() && picture.getColorModel() instanceof IndexColorModel colours) {
            var palette = new int[colours.getMapSize()];
            colours.getRGBs(palette);
            return DecodedPicture.of(raster, palette, orientation);
        }
        int colourBands = header.hasColours() ? 3 : 1;
        return DecodedPicture.of(raster, header.hasColours(), raster.getNumBands() > colourBands, orientation);
    }

    /** Of grey of less than a byte the JDK's decoder makes bytes, but takes others for transparent than the file says. */
    private static void setOpacity(WritableRaster raster, PngHeader header) {
        int transparent = header.transparentGrey() * 255 / ((1 << header.bits()) - 1);
        var row = new int[2 * raster.getWidth()];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, raster.getWidth(), 1, row);
            for (int at = 0; at < row.length; at += 2) {
                row[at + 1] = row[at] == transparent ? 0 : 255;
            }
            raster.setPixels(0, y, raster.getWidth(), 1, row);
        }
    }
}
