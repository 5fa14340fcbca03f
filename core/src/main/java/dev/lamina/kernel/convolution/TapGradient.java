package dev.lamina.kernel.convolution;

import dev.lamina.kernel.simd.Lanes;
import java.util.Arrays;

/** The sums of a convolution's gradient by few filters, in vectors, for some of the images: a patch is never copied, as in {@link TapProduct}. */
final class TapGradient {
    private static final int W = Lanes.WIDTH;
    private static final int WIDE = 2 * W;
    private static final int WIDE_ROWS = 5;
    private static final int NARROW_ROWS = 8;

    private final ConvolutionShape shape;
    private final PaddedPlanes planes;

    /** Those of the planes; the last once more for rows of a tile that do not exist. */
    private final int[] taps;

    private final int m;
    private final int n;

    TapGradient(ConvolutionShape shape) {
        this.shape = shape;
        planes = new PaddedPlanes(shape);
        m = shape.depth();
        n = shape.filters();
        taps = Arrays.copyOf(planes.taps, m + NARROW_ROWS);
        Arrays.fill(taps, m, taps.length, taps[m - 1]);
    }

    /** Writes the sums over images {@code from} to {@code to}, of shape [depth, filters], to {@code out} at a place. */
    void sum(float[] images, float[] upstream, int from, int to, float[] out, int at) {
        TapScratch scratch = TapScratch.get();
        float[] x = scratch.planes(planes.size());
        float[] sums = scratch.sums((m + NARROW_ROWS) * (n + WIDE));
        Arrays.fill(sums, 0, (m + NARROW_ROWS) * (n + WIDE), 0f);
        for (int image = from; image < to; image++) {
            for (int strip = 0; strip < planes.strips(); strip++) {
                planes.fill(images, image, strip, x);
                strip(x, upstream, image, strip, sums, scratch);
            }
        }
        int sumsAt = 0;
        for (int j = 0; j < n; j += WIDE) {
            int width = width(j);
            for (int i = 0; i < m; i++) {
                System.arraycopy(sums, sumsAt + i * width, out, at + i * n + j, Math.min(width, n - j));
            }
            sumsAt += sizeOf(width);
        }
    }

    private void strip(float[] x, float[] upstream, int image, int strip, float[] sums, TapScratch scratch) {
        int places = shape.x().output();
        int first = planes.firstOf(strip);
        int lines = planes.firstOf(strip + 1) - first;
        int count = lines * places * n;
        float[] g = upstream;
        int at = (image * shape.y().output() + first) * places * n;
        if (at + count + WIDE > g.length) { // vectors reach beyond
            g = scratch.gradient(count + WIDE);
            System.arraycopy(upstream, at, g, 0, count);
            at = 0;
        }
        int to = 0;
        for (int j = 0; j < n; j += WIDE) {
            int width = width(j);
            int rows = rows(width);
            for (int i = 0; i < m; i += rows) {
                tile(rows, lines, i, x, g, at + j, sums, to + i * width);
            }
            to += sizeOf(width);
        }
    }

    private void tile(int rows, int lines, int tap, float[] x, float[] g, int from, float[] sums, int to) {
        int places = shape.x().output();
        if (rows == WIDE_ROWS) {
            PatchTiles.tile5x2(lines, places, taps, tap, x, 0, planes.step(), g, from, n, sums, to);
        } else {
            PatchTiles.tile8x1(lines, places, taps, tap, x, 0, planes.step(), g, from, n, sums, to);
        }
    }

    /** How wide the tiles from a column on are. */
    private int width(int column) {
        return n - column > W ? WIDE : W;
    }

    private static int rows(int width) {
        return width == WIDE ? WIDE_ROWS : NARROW_ROWS;
    }

    /** The elements of all tiles of a width. */
    private int sizeOf(int width) {
        return Math.ceilDiv(m, rows(width)) * rows(width) * width;
    }
}
