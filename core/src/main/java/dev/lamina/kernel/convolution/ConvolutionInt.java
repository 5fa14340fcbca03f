package dev.lamina.kernel.convolution;

import dev.lamina.kernel.thread.Parallel;
import java.util.Arrays;

/** A convolution of int32 images, and its gradient by these: plain loops, image by image. */
public final class ConvolutionInt {
    private static final int[] NONE = {};

    private final ConvolutionShape shape;
    private final Parallel.Task forward = image -> image(image, false);
    private final Parallel.Task backward = image -> image(image, true);
    private int[] images = NONE;
    private int[] filters = NONE;
    private int[] results = NONE;

    /** The convolution of this shape. */
    public ConvolutionInt(ConvolutionShape shape) {
        this.shape = shape;
    }

    /** Computes the result. */
    public void run(int[] x, int[] w, int[] y) {
        Arrays.fill(y, 0, shape.patches() * shape.filters(), 0);
        runAll(forward, x, w, y);
    }

    /** Computes the gradient by the images. */
    public void inputGradient(int[] w, int[] upstream, int[] x) {
        Arrays.fill(x, 0, shape.pixels() * shape.channels(), 0);
        runAll(backward, x, w, upstream);
    }

    private void runAll(Parallel.Task task, int[] x, int[] w, int[] y) {
        images = x;
        filters = w;
        results = y;
        Parallel.run(shape.batch(), task);
        images = NONE;
        filters = NONE;
        results = NONE;
    }

    private void image(int image, boolean isBackward) {
        int patches = shape.z().output() * shape.y().output() * shape.x().output();
        for (int patch = 0; patch < patches; patch++) {
            int line = patch / shape.x().output();
            int z = line / shape.y().output();
            for (int tap = 0; tap < shape.taps(); tap++) {
                int tapLine = tap / shape.x().taps();
                int inZ = shape.z().at(z, tapLine / shape.y().taps());
                int inY = shape.y()
                        .at(line % shape.y().output(), tapLine % shape.y().taps());
                int inX =
                        shape.x().at(patch % shape.x().output(), tap % shape.x().taps());
                if (isIn(shape.z(), inZ) && isIn(shape.y(), inY) && isIn(shape.x(), inX)) {
                    int plane = image * shape.z().input() + inZ;
                    int pixel = (plane * shape.y().input() + inY) * shape.x().input() + inX;
                    join(tap, pixel, image * patches + patch, isBackward);
                }
            }
        }
    }

    private static boolean isIn(PatchAxis axis, int place) {
        return place >= 0 && place < axis.input();
    }

    private void join(int tap, int pixel, int patch, boolean isBackward) {
        int channels = shape.groupChannels();
        int count = shape.groupFilters();
        for (int c = 0; c < shape.channels(); c++) {
            int group = c / channels;
            int at = pixel * shape.channels() + c;
            int filter = (tap * channels + c % channels) * shape.filters() + group * count;
            int result = patch * shape.filters() + group * count;
            for (int f = 0; f < count; f++) {
                if (isBackward) {
                    images[at] += filters[filter + f] * results[result + f];
                } else {
                    results[result + f] += filters[filter + f] * images[at];
                }
            }
        }
    }
}
