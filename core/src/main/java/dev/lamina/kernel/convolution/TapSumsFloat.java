package dev.lamina.kernel.convolution;

import dev.lamina.kernel.thread.Parallel;
import java.util.Arrays;

/**
 * Sums over the taps that lie in an image, for each channel on its own: a convolution with as many groups as channels, or the gradient of
 * one by its images, for the elements at a phase of its strides.
 */
final class TapSumsFloat implements Parallel.Task {
    private static final float[] NONE = {};

    /** Where taps lie in what is summed. */
    private final ConvolutionShape taps;

    /** The whole convolution, by which results are placed. */
    private final ConvolutionShape whole;

    private final ConvolutionShape.Phase phase;
    private final boolean isGradient;

    /** Where the filter of the first tap begins. */
    private final int firstFilter;

    /** From one tap to the next along each axis: in what is summed, and in the filters. */
    private final int[] steps;

    private float[] x = NONE;
    private float[] filters = NONE;
    private float[] y = NONE;

    /** The convolution itself. */
    TapSumsFloat(ConvolutionShape shape) {
        taps = shape;
        whole = shape;
        phase = new ConvolutionShape.Phase(0, 0, 0);
        isGradient = false;
        firstFilter = 0;
        int line = shape.x().taps() * shape.filters();
        steps = steps(taps, shape.y().taps() * line, line, shape.filters());
    }

    /** Its gradient by the images, at a phase. */
    TapSumsFloat(ConvolutionShape shape, ConvolutionShape.Phase phase) {
        taps = shape.reversed(phase);
        whole = shape;
        this.phase = phase;
        isGradient = true;
        int line = shape.x().taps() * shape.filters();
        int plane = shape.y().taps() * line;
        firstFilter = shape.z().tap(phase.z(), 0) * plane
                + shape.y().tap(phase.y(), 0) * line
                + shape.x().tap(phase.x(), 0) * shape.filters();
        steps = steps(
                taps,
                -shape.z().tapStep() * plane,
                -shape.y().tapStep() * line,
                -shape.x().tapStep() * shape.filters());
    }

    private static int[] steps(ConvolutionShape taps, int filterZ, int filterY, int filterX) {
        int line = taps.x().input() * taps.channels();
        return new int[] {
            taps.z().dilation() * taps.y().input() * line,
            taps.y().dilation() * line,
            taps.x().dilation() * taps.channels(),
            filterZ,
            filterY,
            filterX
        };
    }

    void run(float[] of, float[] with, float[] to) {
        x = of;
        filters = with;
        y = to;
        Parallel.run(taps.batch() * taps.z().output() * taps.y().output(), this);
        x = NONE;
        filters = NONE;
        y = NONE;
    }

    /** Computes a line of the result. */
    @Override
    public void run(int line) {
        PatchAxis axisZ = taps.z();
        PatchAxis axisY = taps.y();
        PatchAxis axisX = taps.x();
        int plane = line / axisY.output();
        int ofY = line - plane * axisY.output();
        int image = plane / axisZ.output();
        int ofZ = plane - image * axisZ.output();
        int tapZ = axisZ.firstTap(ofZ);
        int tapY = axisY.firstTap(ofY);
        int countZ = axisZ.endTap(ofZ) - tapZ;
        int countY = axisY.endTap(ofY) - tapY;
        int inY = (image * axisZ.input() + axisZ.at(ofZ, tapZ)) * axisY.input() + axisY.at(ofY, tapY);
        int filterY = firstFilter + tapZ * steps[3] + tapY * steps[4];
        int target = isGradient ? gradientLine(image, ofZ, ofY) : line * axisX.output();
        int step = isGradient ? whole.x().stride() : 1;
        for (int ofX = 0; ofX < axisX.output(); ofX++) {
            int tapX = axisX.firstTap(ofX);
            int countX = axisX.endTap(ofX) - tapX;
            int from = (inY * axisX.input() + axisX.at(ofX, tapX)) * taps.channels();
            int to = (target + ofX * step) * taps.filters();
            if (whole.groupFilters() == 1) {
                TapLoopsFloat.sums(
                        x,
                        from,
                        filters,
                        filterY + tapX * steps[5],
                        y,
                        to,
                        taps.channels(),
                        countZ,
                        countY,
                        countX,
                        steps);
            } else {
                several(from, filterY + tapX * steps[5], to, countZ, countY, countX);
            }
        }
    }

    /** The first pixel of a line of the images' gradient. */
    private int gradientLine(int image, int ofZ, int ofY) {
        int z = image * whole.z().input() + ofZ * whole.z().stride() + phase.z();
        int y0 = z * whole.y().input() + ofY * whole.y().stride() + phase.y();
        return y0 * whole.x().input() + phase.x();
    }

    /** The sums where each channel has several filters. */
    private void several(int from, int filter, int to, int countZ, int countY, int countX) {
        Arrays.fill(y, to, to + taps.filters(), 0f);
        for (int i = 0; i < countZ; i++) {
            for (int j = 0; j < countY; j++) {
                for (int k = 0; k < countX; k++) {
                    int ofX = from + i * steps[0] + j * steps[1] + k * steps[2];
                    add(ofX, filter + i * steps[3] + j * steps[4] + k * steps[5], to);
                }
            }
        }
    }

    private void add(int ofX, int ofFilter, int to) {
        int each = whole.groupFilters();
        for (int f = 0; f < whole.filters(); f++) {
            int c = f / each;
            if (isGradient) {
                y[to + c] = Math.fma(x[ofX + f], filters[ofFilter + f], y[to + c]);
            } else {
                y[to + f] = Math.fma(x[ofX + c], filters[ofFilter + f], y[to + f]);
            }
        }
    }
}
