package dev.lamina.kernel.convolution;

import java.util.Arrays;

/**
 * The images of a convolution channel by channel, with their padding, as {@link TapTiles} and {@link PatchTiles} read them: the patches of a line lie one
 * behind the other, and each element of a patch a fixed distance from the patch's first. Where the stride is not 1 the elements of a line are those of its first
 * phase, then those of the second.
 *
 * <p>An image is cut into strips of lines of patches that fit the first caches.
 */
final class PaddedPlanes {
    /** The most elements of a strip, unless a line of patches takes more. */
    private static final int SIZE = 1 << 14;

    /** Elements that are read behind a strip by tiles that reach beyond the last patch. */
    private static final int SLACK = 16;

    /** For each element of a patch where it lies, from where the patch does. */
    final int[] taps;

    private final ConvolutionShape shape;
    private final int channels;

    /** The lines of patches in a strip. */
    private final int lines;

    /** The lines of a channel in a strip. */
    private final int height;

    /** The elements of a phase of a line. */
    private final int pitch;

    /** The strips of images of this shape, which have one plane and one group. */
    PaddedPlanes(ConvolutionShape shape) {
        this.shape = shape;
        channels = shape.channels();
        pitch = pitch(shape);
        lines = Math.clamp(
                (SIZE / perLine(shape) - last(shape.y()) - 1) / shape.y().stride() + 1,
                1,
                shape.y().output());
        height = heightOf(lines);
        taps = new int[shape.depth()];
        int at = 0;
        for (int tapY = 0; tapY < shape.y().taps(); tapY++) {
            for (int tapX = 0; tapX < shape.x().taps(); tapX++) {
                int x = tapX * shape.x().dilation();
                for (int channel = 0; channel < channels; channel++, at++) {
                    int line = channel * height + tapY * shape.y().dilation();
                    taps[at] = (line * shape.x().stride() + x % shape.x().stride()) * pitch
                            + x / shape.x().stride();
                }
            }
        }
    }

    /** The elements that one line of patches takes. */
    static long leastSize(ConvolutionShape shape) {
        return perLine(shape) * (last(shape.y()) + 1);
    }

    /** The elements of a line of all channels. */
    private static long perLine(ConvolutionShape shape) {
        return (long) shape.channels() * pitch(shape) * shape.x().stride();
    }

    private static int pitch(ConvolutionShape shape) {
        return shape.x().output() + last(shape.x()) / shape.x().stride();
    }

    /** How far the last tap lies from the first. */
    private static int last(PatchAxis axis) {
        return (axis.taps() - 1) * axis.dilation();
    }

    private int heightOf(int count) {
        return (count - 1) * shape.y().stride() + last(shape.y()) + 1;
    }

    /** The elements of a strip, and some behind it that may be read. */
    int size() {
        return channels * height * step() / shape.y().stride() + SLACK;
    }

    /** From a line of patches to the next. */
    int step() {
        return shape.y().stride() * shape.x().stride() * pitch;
    }

    /** The strips of an image. */
    int strips() {
        return Math.ceilDiv(shape.y().output(), lines);
    }

    /** The first line of patches in a strip. */
    int firstOf(int strip) {
        return Math.min(shape.y().output(), strip * lines);
    }

    /** Makes a strip of an image. */
    void fill(float[] images, int image, int strip, float[] out) {
        Arrays.fill(out, 0, size(), 0f);
        int top = shape.y().at(firstOf(strip), 0);
        int needed = heightOf(firstOf(strip + 1) - firstOf(strip));
        int from = Math.clamp(-top, 0, needed);
        int to = Math.clamp(shape.y().input() - top, from, needed);
        int stride = shape.x().stride();
        for (int line = from; line < to; line++) {
            int source = (image * shape.y().input() + top + line) * shape.x().input() * channels;
            for (int phase = 0; phase < stride; phase++) {
                int offset = shape.x().offset() + phase;
                int first = Math.clamp(Math.ceilDiv(-offset, stride), 0, pitch);
                int end = Math.clamp(Math.ceilDiv(shape.x().input() - offset, stride), first, pitch);
                int at = source + (first * stride + offset) * channels;
                for (int channel = 0; channel < channels && first < end; channel++) {
                    int target = ((channel * height + line) * stride + phase) * pitch;
                    copy(images, at + channel, stride * channels, out, target + first, end - first);
                }
            }
        }
    }

    private static void copy(float[] x, int from, int step, float[] y, int to, int count) {
        if (step == 1) {
            System.arraycopy(x, from, y, to, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            y[to + i] = x[from + i * step];
        }
    }
}
