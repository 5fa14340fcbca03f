package dev.lamina.data.picture;

import java.awt.image.WritableRaster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.stream.ImageInputStream;

/**
 * JPEG as libjpeg-turbo gives it by the accurate integer transform and smooth upsampling, without colour management.
 *
 * <p>The JDK's decoder is libjpeg: its samples are taken before it makes colours of them, which it would do by a profile
 * that the file may have.
 */
final class JpegDecoder {
    private JpegDecoder() {}

    static DecodedPicture decode(ImageInputStream in, PictureErrors errors, boolean upright) throws IOException {
        var header = JpegHeader.read(in, errors);
        errors.checkSize(header.columns(), header.rows());
        // Each block of 8 x 8 takes a bit or more.
        long blocks = (long) Math.ceilDiv(header.rows(), 8) * Math.ceilDiv(header.columns(), 8);
        if (in.length() >= 0 && blocks / Byte.SIZE > in.length()) {
            throw errors.damaged("it is truncated: " + in.length() + " bytes cannot hold " + header.rows() + " x "
                    + header.columns() + " pixels");
        }
        var warnings = new ArrayList<String>();
        var raster = JdkReader.read(
                "jpeg", in, warnings, reader -> (WritableRaster) reader.readRaster(0, reader.getDefaultReadParam()));
        checkWhole(warnings, errors);
        if (raster.getNumBands() != header.sampling().length
                || raster.getWidth() != header.columns()
                || raster.getHeight() != header.rows()) {
            throw errors.damaged("its header says one thing first and another later");
        }
        JpegUpsampling.smoothRows(raster, header.sampling());
        toRgb(raster, header);
        return DecodedPicture.of(
                raster,
                header.colours() != JpegColours.GREY,
                false,
                upright ? header.orientation() : Orientation.UPRIGHT);
    }

    private static void toRgb(WritableRaster raster, JpegHeader header) {
        if (header.colours() == JpegColours.GREY || header.colours() == JpegColours.RGB) {
            return;
        }
        var row = new int[raster.getWidth() * raster.getNumBands()];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getPixels(0, y, raster.getWidth(), 1, row);
            header.colours().toRgb(row, header.isInverted());
            raster.setPixels(0, y, raster.getWidth(), 1, row);
        }
    }

    /** The decoder makes up what is missing, and only warns. */
    private static void checkWhole(List<String> warnings, PictureErrors errors) {
        for (var warning : warnings) {
            var text = warning.toLowerCase(Locale.ROOT);
            boolean harmless = text.contains("extraneous");
            if (!harmless && (text.contains("truncated") || text.contains("premature") || text.contains("corrupt"))) {
                throw errors.damaged(warning);
            }
        }
    }
}
