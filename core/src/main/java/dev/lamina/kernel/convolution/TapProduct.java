package dev.lamina.kernel.convolution;

import dev.lamina.kernel.product.Finish;
import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.thread.Parallel;
import org.jspecify.annotations.Nullable;

/**
 * A convolution with few filters in vectors, which reads images where {@link PaddedPlanes} has them: a patch is never copied, which would take as long as
 * multiplying it. Each element is the chain of {@link ConvolutionFloat}.
 */
final class TapProduct implements Parallel.Task {
    private static final int W = Lanes.WIDTH;
    private static final int WIDE = 2 * W;
    private static final float[] NONE = {};

    /** The elements of the largest tile. */
    static final int LARGEST_TILE = 12 * W;

    private final ConvolutionShape shape;
    private final PaddedPlanes planes;
    private final int k;
    private final int n;
    private final int columns;

    /** The filters, in panels as wide as a tile: {@code [panel][k][column]}. */
    private final float[] packed;

    private float[] images = NONE;
    private float[] result = NONE;
    private @Nullable Finish finish;

    TapProduct(ConvolutionShape shape) {
        this.shape = shape;
        planes = new PaddedPlanes(shape);
        k = shape.depth();
        n = shape.filters();
        columns = Math.ceilDiv(n, W) * W;
        packed = new float[columns * k];
    }

    /** Takes over the filters, of shape [taps, channels, filters]. */
    void pack(float[] filters) {
        for (int p = 0; p < k; p++) {
            for (int j = 0; j < n; j++) {
                packed[at(p, j)] = filters[p * n + j];
            }
        }
    }

    /** Takes over the filters of the convolution whose gradient by the images this is, of shape [taps, filters, channels], from the last tap to the first. */
    void packReversed(float[] filters) {
        int channels = shape.channels();
        for (int p = 0; p < k; p++) {
            int tap = shape.taps() - 1 - p / channels;
            int channel = p % channels;
            for (int j = 0; j < n; j++) {
                packed[at(p, j)] = filters[(tap * n + j) * channels + channel];
            }
        }
    }

    private int at(int p, int j) {
        int first = j / WIDE * WIDE;
        return first * k + p * Math.min(WIDE, columns - first) + j - first;
    }

    /** Computes the result with the filters at hand. */
    void run(float[] given, float[] out, @Nullable Finish last) {
        images = given;
        result = out;
        finish = last;
        Parallel.run(shape.batch() * planes.strips(), this);
        images = NONE;
        result = NONE;
        finish = null;
    }

    @Override
    public void run(int task) {
        int image = task / planes.strips();
        int strip = task - image * planes.strips();
        TapScratch scratch = TapScratch.get();
        float[] x = scratch.planes(planes.size());
        planes.fill(images, image, strip, x);
        int first = image * shape.y().output() + planes.firstOf(strip);
        int end = image * shape.y().output() + planes.firstOf(strip + 1);
        int row = shape.x().output() * n;
        for (int j = 0; j < n; j += WIDE) {
            for (int line = first; line < end; line++) {
                line(x, (line - first) * planes.step(), j, line * row, end * row, scratch.tile);
            }
        }
        Finish last = finish;
        if (last != null) {
            last.run(result, first * row, first * row, end * row);
        }
    }

    /** Computes a line of patches, as whole tiles: what of the last lies beyond the line goes where the next line is written later. */
    private void line(float[] x, int from, int column, int to, int end, float[] spare) {
        int patches = shape.x().output();
        int width = Math.min(WIDE, columns - column);
        int real = Math.min(width, n - column);
        boolean isWide = width == WIDE;
        int i = 0;
        while (i < patches) {
            int left = patches - i;
            int height = isWide ? wide(left) : narrow(left);
            int target = to + i * n + column;
            // Columns that do not exist are written over by the patch behind.
            boolean isWhole = left >= height && real == width;
            if (isWhole || (n <= WIDE && target + (height - 1) * n + width <= end)) {
                tile(height, isWide, x, from + i, column, result, target, n);
            } else {
                tile(height, isWide, x, from + i, column, spare, 0, width);
                for (int row = 0; row < Math.min(height, left); row++) {
                    System.arraycopy(spare, row * width, result, target + row * n, real);
                }
            }
            i += height;
        }
    }

    /** The rows of the next tile that leave the fewest over. */
    private static int wide(int left) {
        return left > 4 * Math.ceilDiv(left, 5) ? 5 : 4;
    }

    private static int narrow(int left) {
        if (left == 7 || left == 14) {
            return 7;
        }
        return left <= 8 || (left > 12 && left <= 16) ? 8 : 12;
    }

    private void tile(int height, boolean isWide, float[] x, int at, int column, float[] y, int to, int ld) {
        int b = column * k;
        if (isWide && height == 5) {
            TapTiles.tile5x2(k, planes.taps, x, at, packed, b, y, to, ld);
        } else if (isWide) {
            TapTiles.tile4x2(k, planes.taps, x, at, packed, b, y, to, ld);
        } else if (height == 12) {
            TapTiles.tile12x1(k, planes.taps, x, at, packed, b, y, to, ld);
        } else if (height == 7) {
            TapTiles.tile7x1(k, planes.taps, x, at, packed, b, y, to, ld);
        } else {
            TapTiles.tile8x1(k, planes.taps, x, at, packed, b, y, to, ld);
        }
    }
}
