package dev.lamina.kernel.convolution;

import dev.lamina.kernel.product.Finish;

/** The elements of images at one phase of a convolution's strides, of a group of channels: those of a product are written there. */
final class PixelsFloat implements Finish {
    private static final float[] NONE = {};

    private final ConvolutionShape shape;
    private final ConvolutionShape reversed;
    private final ConvolutionShape.Phase phase;
    private final int channel;
    private float[] images = NONE;

    PixelsFloat(ConvolutionShape shape, ConvolutionShape.Phase phase, int group) {
        this.shape = shape;
        reversed = shape.reversed(phase);
        this.phase = phase;
        channel = group * shape.groupChannels();
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
    public void run(float[] result, int at, int from, int to) {
        int channels = shape.groupChannels();
        int i = from;
        while (i < to) {
            int row = i / channels;
            int first = i - row * channels;
            int count = Math.min(channels - first, to - i);
            int target = pixel(row) * shape.channels() + channel + first;
            System.arraycopy(result, at + i - from, images, target, count);
            i += count;
        }
    }

    /** The number of the pixel that a row of the product is. */
    private int pixel(int row) {
        int line = row / reversed.x().output();
        int x = row - line * reversed.x().output();
        int plane = line / reversed.y().output();
        int y = line - plane * reversed.y().output();
        int image = plane / reversed.z().output();
        int z = plane - image * reversed.z().output();
        int plane0 = image * shape.z().input() + z * shape.z().stride() + phase.z();
        int line0 = plane0 * shape.y().input() + y * shape.y().stride() + phase.y();
        return line0 * shape.x().input() + x * shape.x().stride() + phase.x();
    }
}
