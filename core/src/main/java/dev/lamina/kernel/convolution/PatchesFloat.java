package dev.lamina.kernel.convolution;

import dev.lamina.kernel.array.FloatRows;
import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The patches of images as the rows of a matrix: a row for each patch, its elements in the order of taps and then channels. They are copied
 * from the images piece by piece: all taps of a line where these lie together, or the channels of one tap.
 */
final class PatchesFloat implements FloatRows {
    /** From so many elements a copy is worth a call. */
    private static final int LONG = 12;

    private static final float[] NONE = {};

    private final PatchAxis z;
    private final PatchAxis y;
    private final PatchAxis x;

    /** From one element of an image to the next, along its width. */
    private final int pixel;

    /** The first channel of the group. */
    private final int channel;

    /** The elements of a piece. */
    private final int piece;

    /** The pieces of a line of taps. */
    private final int pieces;

    private float[] images = NONE;

    /** The patches of a group of channels. */
    PatchesFloat(ConvolutionShape shape, int group) {
        z = shape.z();
        y = shape.y();
        x = shape.x();
        pixel = shape.channels();
        int channels = shape.groupChannels();
        channel = group * channels;
        boolean areTogether = shape.groups() == 1 && x.dilation() == 1;
        piece = areTogether ? x.taps() * channels : channels;
        pieces = areTogether ? 1 : x.taps();
    }

    /** The patches of each group. */
    static PatchesFloat[] ofGroups(ConvolutionShape shape) {
        ConvolutionCalls.usePatches();
        PatchesFloat[] all = new PatchesFloat[shape.groups()];
        for (int group = 0; group < all.length; group++) {
            all[group] = new PatchesFloat(shape, group);
        }
        return all;
    }

    /** Says which images. */
    void of(float[] all) {
        images = all;
    }

    /** The kernel stays, the images need not. */
    void forget() {
        images = NONE;
    }

    @Override
    public void copy(int row, int rows, int column, int columns, float[] out, int to, int ld) {
        int i = row;
        while (i < row + rows) {
            int line = i / x.output();
            int first = i - line * x.output();
            int end = Math.min(x.output(), first + row + rows - i);
            copyLine(line, first, end, column, columns, out, to + (i - row) * ld, ld);
            i += end - first;
        }
    }

    /** Copies of the patches that lie in a line, from {@code first} to {@code end}. */
    private void copyLine(int line, int first, int end, int column, int columns, float[] out, int to, int ld) {
        int plane = line / y.output();
        int patchY = line - plane * y.output();
        int image = plane / z.output();
        int patchZ = plane - image * z.output();
        int at = column;
        while (at < column + columns) {
            int number = at / piece;
            int from = at - number * piece;
            int until = Math.min(piece, from + column + columns - at);
            int tapLine = number / pieces;
            int tapZ = tapLine / y.taps();
            int inZ = z.at(patchZ, tapZ);
            int inY = y.at(patchY, tapLine - tapZ * y.taps());
            int target = to + at - column;
            if (inZ < 0 || inZ >= z.input() || inY < 0 || inY >= y.input()) {
                clear(end - first, until - from, out, target, ld);
            } else {
                int lineAt = ((image * z.input() + inZ) * y.input() + inY) * x.input() * pixel;
                int space = column + columns - at - (until - from);
                copyPieces(lineAt, number - tapLine * pieces, first, end, from, until, out, target, ld, space);
            }
            at += until - from;
        }
    }

    private static void clear(int rows, int length, float[] out, int to, int ld) {
        for (int i = 0; i < rows; i++) {
            Arrays.fill(out, to + i * ld, to + i * ld + length, 0f);
        }
    }

    /** Copies elements {@code from} to {@code until} of a piece of each patch of a line. */
    private void copyPieces(
            int line, int tap, int first, int end, int from, int until, float[] out, int to, int ld, int space) {
        int start = x.at(0, tap) * pixel + channel;
        int step = x.stride() * pixel;
        int length = x.input() * pixel;
        // Between these all of it lies in the image.
        int inside = Math.clamp(Math.ceilDiv(-start - from, step), first, end);
        int outside = Math.clamp(Math.floorDiv(length - until - start, step) + 1, inside, end);
        copyEdges(line, start, step, first, first, inside, from, until, out, to, ld);
        int source = line + start + from + inside * step;
        int target = to + (inside - first) * ld;
        copyInside(source, step, outside - inside, until - from, out, target, ld, space);
        copyEdges(line, start, step, first, outside, end, from, until, out, to, ld);
    }

    /**
     * Copies pieces that lie in the image.
     *
     * @param space how many elements behind a piece may be overwritten, as what belongs there is written later
     */
    private void copyInside(int from, int step, int rows, int length, float[] out, int to, int ld, int space) {
        float[] all = images;
        int done = Simd.isEnabled() ? Wide.copy(all, from, step, rows, length, out, to, ld, space) : 0;
        for (int i = done; i < rows; i++) {
            int source = from + i * step;
            int target = to + i * ld;
            if (length >= LONG) {
                System.arraycopy(all, source, out, target, length);
                continue;
            }
            for (int j = 0; j < length; j++) {
                out[target + j] = all[source + j];
            }
        }
    }

    /** Copies pieces that lie in the image in part, or not at all. */
    private void copyEdges(
            int line,
            int start,
            int step,
            int firstOfLine,
            int first,
            int end,
            int from,
            int until,
            float[] out,
            int to,
            int ld) {
        int length = x.input() * pixel;
        for (int i = first; i < end; i++) {
            int source = start + i * step;
            int target = to + (i - firstOfLine) * ld - from;
            if (until - from < LONG) {
                for (int j = from; j < until; j++) {
                    int at = source + j;
                    out[target + j] = at >= 0 && at < length ? images[line + at] : 0f;
                }
                continue;
            }
            int inside = Math.clamp(-source, from, until);
            int outside = Math.clamp(length - source, inside, until);
            Arrays.fill(out, target + from, target + inside, 0f);
            if (inside < outside) {
                System.arraycopy(images, line + source + inside, out, target + inside, outside - inside);
            }
            Arrays.fill(out, target + outside, target + until, 0f);
        }
    }

    /** Copies with few vectors for each piece, where a call for each would take longer than the copy. */
    static final class Wide {
        private static final VectorSpecies<Float> F = Lanes.FLOAT;

        /** Longer pieces than of so many vectors are copied faster by the JDK. */
        private static final int VECTORS = 8;

        private Wide() {}

        /** Copies as many pieces as it can, which may be none, and reads and overwrites nothing beyond what it may; gives how many. */
        static int copy(float[] x, int from, int step, int rows, int length, float[] out, int to, int ld, int space) {
            int width = F.length();
            if (length <= width) {
                return length + space < width ? 0 : ones(x, from, step, rows, out, to, ld);
            }
            if (length > VECTORS * width) {
                return 0;
            }
            // The last vector may write again what the one before it wrote.
            int last = length - width;
            for (int i = 0; i < rows; i++) {
                int source = from + i * step;
                int target = to + i * ld;
                for (int j = 0; j < last; j += width) {
                    FloatVector.fromArray(F, x, source + j).intoArray(out, target + j);
                }
                FloatVector.fromArray(F, x, source + last).intoArray(out, target + last);
            }
            return rows;
        }

        /** Copies with one vector each, which may go on beyond a piece. */
        private static int ones(float[] x, int from, int step, int rows, float[] out, int to, int ld) {
            int readable = Math.floorDiv(x.length - F.length() - from, step) + 1;
            int count = Math.clamp(readable, 0, rows);
            for (int i = 0; i < count; i++) {
                FloatVector.fromArray(F, x, from + i * step).intoArray(out, to + i * ld);
            }
            return count;
        }
    }
}
