package dev.lamina.kernel.product;

import dev.lamina.kernel.simd.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Packing of a matrix into panels: {@code out[p * height + i]} is element (i, p) of the panel.
 *
 * <p>A panel of A has a tile's rows, one of B a tile's columns. Where the matrix ends within a
 * panel, the rest of the panel holds whatever numbers are at hand: they only reach elements of C
 * that do not exist. For the same reason a store may run past the panel by up to {@link #SLACK}.
 */
final class Packing {
    /** Floats that {@code out} must have beyond the panel. */
    static final int SLACK = 16;

    /** The floats of a cache line. */
    private static final int CACHE_LINE = 16;

    private static final VectorSpecies<Float> F = Lanes.FLOAT;
    private static final int W = Lanes.WIDTH;

    private Packing() {}

    /**
     * Reads a number of each cache line, so that panels are then packed from the second cache: along rows the hardware foresees
     * what comes, along panels, 128 bytes of each row, it does not. Eight rows at a time, as each begins anew a run to foresee.
     */
    static int touch(float[] x, int off, int ld, int rows, int columns) {
        int bits = 0;
        int row = 0;
        for (; row + 8 <= rows; row += 8) {
            int from = off + row * ld;
            for (int i = from; i < from + columns; i += CACHE_LINE) {
                bits |= Float.floatToRawIntBits(x[i])
                        | Float.floatToRawIntBits(x[i + ld])
                        | Float.floatToRawIntBits(x[i + 2 * ld])
                        | Float.floatToRawIntBits(x[i + 3 * ld])
                        | Float.floatToRawIntBits(x[i + 4 * ld])
                        | Float.floatToRawIntBits(x[i + 5 * ld])
                        | Float.floatToRawIntBits(x[i + 6 * ld])
                        | Float.floatToRawIntBits(x[i + 7 * ld]);
            }
        }
        for (; row < rows; row++) {
            int from = off + row * ld;
            for (int i = from; i < from + columns; i += CACHE_LINE) {
                bits |= Float.floatToRawIntBits(x[i]);
            }
        }
        return bits;
    }

    /** Packs where (i, p) lies at {@code off + p * ld + i}; {@code real} of the rows i exist; as many as two vectors hold are quickest. */
    static void copy(float[] x, int off, int ld, int real, int k, float[] out, int to, int height) {
        int stored = (height + W - 1) / W * W;
        // Up to here whole vectors can be read, neighbours in place of what does not exist.
        int room = x.length - off - stored;
        int safe = room < 0 || stored > 2 * W ? 0 : (int) Math.min(k, room / (long) ld + 1);
        if (stored == W) {
            copyVectors(x, off, ld, safe, out, to, height);
        } else {
            copyPairs(x, off, ld, safe, out, to, height);
        }
        for (int p = safe; p < k; p++) {
            System.arraycopy(x, off + p * ld, out, to + p * height, real);
        }
    }

    private static void copyVectors(float[] x, int off, int ld, int k, float[] out, int to, int height) {
        if (k == 0) {
            return;
        }
        for (int p = 0; p < k; p++) {
            FloatVector.fromArray(F, x, off + p * ld).intoArray(out, to + p * height);
        }
    }

    private static void copyPairs(float[] x, int off, int ld, int k, float[] out, int to, int height) {
        if (k == 0) {
            return;
        }
        for (int p = 0; p < k; p++) {
            FloatVector left = FloatVector.fromArray(F, x, off + p * ld);
            FloatVector right = FloatVector.fromArray(F, x, off + p * ld + W);
            left.intoArray(out, to + p * height);
            right.intoArray(out, to + p * height + W);
        }
    }

    /**
     * Packs where (i, p) lies at {@code off + i * ld + p}; {@code real} of the rows i exist, and {@code height} is a multiple of a
     * vector's lanes.
     */
    static void transpose(float[] x, int off, int ld, int real, int k, float[] out, int to, int height) {
        int bulk = k - k % W;
        for (int i = 0; i < real; i += W) {
            PanelTranspose.run(x, off + i * ld, ld, Math.min(W, real - i), bulk, out, to + i, height);
        }
        for (int i = 0; i < real; i++) {
            copyRow(x, off + i * ld, bulk, k, out, to + i, height);
        }
    }

    private static void copyRow(float[] x, int off, int from, int k, float[] out, int to, int height) {
        for (int p = from; p < k; p++) {
            out[to + p * height] = x[off + p];
        }
    }
}
