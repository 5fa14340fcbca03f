package dev.lamina.kernel.convolution;

import dev.lamina.kernel.thread.Parallel;
import java.util.Arrays;

/**
 * A convolution of float32 images that has as many groups as channels, and its gradients, in loops along the channels. The order of each chain of
 * multiply-adds is that of {@link ConvolutionFloat} and its gradients.
 */
public final class DepthwiseFloat implements Parallel.Task {
    private static final float[] NONE = {};

    /** How many channels one task of the filters' gradient takes: so many filters stay in registers or the first cache. */
    private static final int BLOCK = 64;

    private final ConvolutionShape shape;
    private final TapSumsFloat forward;
    private final TapSumsFloat[] backward;
    private final int blocks;
    private float[] x = NONE;
    private float[] upstream = NONE;
    private float[] filters = NONE;

    /** The convolution of this shape, which has a group for each channel. */
    public DepthwiseFloat(ConvolutionShape shape) {
        ConvolutionCalls.useChannels();
        this.shape = shape;
        forward = new TapSumsFloat(shape);
        backward = shape.phases().stream()
                .map(phase -> new TapSumsFloat(shape, phase))
                .toArray(TapSumsFloat[]::new);
        blocks = Math.ceilDiv(shape.filters(), BLOCK);
    }

    /** Computes the result. */
    public void run(float[] images, float[] with, float[] result) {
        forward.run(images, with, result);
    }

    /** Computes the gradient by the images. */
    public void inputGradient(float[] with, float[] of, float[] images) {
        if (!shape.reachesAll()) {
            Arrays.fill(images, 0, shape.pixels() * shape.channels(), 0f);
        }
        for (TapSumsFloat phase : backward) {
            phase.run(of, with, images);
        }
    }

    /** Computes the gradient by the filters. */
    public void filterGradient(float[] images, float[] of, float[] result) {
        x = images;
        upstream = of;
        filters = result;
        Arrays.fill(result, 0, shape.taps() * shape.filters(), 0f);
        Parallel.run(shape.taps() * blocks, this);
        x = NONE;
        upstream = NONE;
        filters = NONE;
    }

    /** The filters' gradient at one tap, of a block of them. */
    @Override
    public void run(int index) {
        int tap = index / blocks;
        int first = (index - tap * blocks) * BLOCK;
        int count = Math.min(BLOCK, shape.filters() - first);
        int tapLine = tap / shape.x().taps();
        int tapX = tap - tapLine * shape.x().taps();
        int tapZ = tapLine / shape.y().taps();
        int tapY = tapLine - tapZ * shape.y().taps();
        PatchAxis z = shape.z();
        PatchAxis y = shape.y();
        int to = tap * shape.filters() + first;
        for (int image = 0; image < shape.batch(); image++) {
            for (int ofZ = z.firstPatch(tapZ); ofZ < z.endPatch(tapZ); ofZ++) {
                for (int ofY = y.firstPatch(tapY); ofY < y.endPatch(tapY); ofY++) {
                    int in = (image * z.input() + z.at(ofZ, tapZ)) * y.input() + y.at(ofY, tapY);
                    int out = (image * z.output() + ofZ) * y.output() + ofY;
                    line(in, out, tapX, first, count, to);
                }
            }
        }
    }

    private void line(int in, int out, int tapX, int first, int count, int to) {
        PatchAxis axis = shape.x();
        int begin = axis.firstPatch(tapX);
        int patches = axis.endPatch(tapX) - begin;
        int ofX = (in * axis.input() + axis.at(begin, tapX)) * shape.channels();
        int ofY = (out * axis.output() + begin) * shape.filters() + first;
        int step = axis.stride() * shape.channels();
        int each = shape.groupFilters();
        if (each == 1) {
            TapLoopsFloat.products(x, ofX + first, step, upstream, ofY, shape.filters(), patches, filters, to, count);
            return;
        }
        for (int f = 0; f < count; f++) {
            int c = (first + f) / each;
            float sum = filters[to + f];
            for (int i = 0; i < patches; i++) {
                sum = Math.fma(x[ofX + i * step + c], upstream[ofY + i * shape.filters() + f], sum);
            }
            filters[to + f] = sum;
        }
    }
}
