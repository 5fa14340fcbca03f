package dev.lamina.data.picture;

import java.awt.image.WritableRaster;

/**
 * Smooth upsampling of components with half as many rows, which libjpeg has had since libjpeg-turbo 2.0.4: the JDK's
 * repeats their rows.
 */
final class JpegUpsampling {
    private JpegUpsampling() {}

    static void smoothRows(WritableRaster raster, int[][] sampling) {
        int across = 1;
        int down = 1;
        for (var factors : sampling) {
            across = Math.max(across, factors[0]);
            down = Math.max(down, factors[1]);
        }
        for (int band = 0; band < sampling.length; band++) {
            if (sampling[band][0] == across && sampling[band][1] * 2 == down) {
                smoothRows(raster, band);
            }
        }
    }

    private static void smoothRows(WritableRaster raster, int band) {
        int columns = raster.getWidth();
        int last = (raster.getHeight() - 1) / 2;
        int[] above = new int[columns];
        int[] here = new int[columns];
        int[] below = new int[columns];
        int[] mixed = new int[columns];
        raster.getSamples(0, 0, columns, 1, band, here);
        raster.getSamples(0, 0, columns, 1, band, above);
        for (int row = 0; row <= last; row++) {
            raster.getSamples(0, 2 * Math.min(row + 1, last), columns, 1, band, below);
            put(raster, band, 2 * row, mix(here, above, 1, mixed));
            if (2 * row + 1 < raster.getHeight()) {
                put(raster, band, 2 * row + 1, mix(here, row == last ? here : below, 2, mixed));
            }
            int[] spare = above;
            above = here;
            here = below;
            below = spare;
        }
    }

    private static int[] mix(int[] near, int[] far, int rounding, int[] into) {
        for (int x = 0; x < into.length; x++) {
            into[x] = (near[x] * 3 + far[x] + rounding) >> 2;
        }
        return into;
    }

    private static void put(WritableRaster raster, int band, int y, int[] row) {
        raster.setSamples(0, y, row.length, 1, band, row);
    }
}
