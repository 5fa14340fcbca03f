package dev.lamina.kernel.convolution;

import dev.lamina.kernel.array.Transpose;
import dev.lamina.kernel.product.Finish;
import dev.lamina.kernel.product.Gemm;
import dev.lamina.kernel.thread.Parallel;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of a convolution of float32 images by these: convolutions of the result's gradient with the filters turned round, one for each phase of
 * the strides. Each element is one chain of fused multiply-adds over the taps that reach it, the last one first.
 */
public final class InputGradientFloat {
    private static final float[] NONE = {};

    private final ConvolutionShape shape;

    /** Whether the phases are all elements. */
    private final boolean isWhole;

    /** By phase, the convolution that gives its elements. */
    private final ConvolutionShape[] phases;

    /** By phase and group. */
    private final PatchesFloat[][] patches;

    private final PixelsFloat[][] pixels;

    /** By phase, where its filters begin among those turned round, in matrices of a tap. */
    private final int[] first;

    /** For each matrix of those turned round the number of the filters' tap. */
    private final int[] taps;

    private final int[] groups;

    private final Parallel.Task turning = this::turn;
    private float[] filters = NONE;
    private float[] turned = NONE;

    /** The gradient of the convolution of this shape. */
    public InputGradientFloat(ConvolutionShape shape) {
        this.shape = shape;
        List<ConvolutionShape.Phase> all = shape.phases();
        isWhole = shape.reachesAll();
        int count = all.size();
        phases = new ConvolutionShape[count];
        patches = new PatchesFloat[count][];
        pixels = new PixelsFloat[count][shape.groups()];
        first = new int[count];
        int[] tapOf = new int[shape.taps() * shape.groups()];
        int[] groupOf = new int[tapOf.length];
        int end = 0;
        for (int phase = 0; phase < count; phase++) {
            phases[phase] = shape.reversed(all.get(phase));
            patches[phase] = PatchesFloat.ofGroups(phases[phase]);
            first[phase] = end;
            for (int group = 0; group < shape.groups(); group++) {
                pixels[phase][group] = new PixelsFloat(shape, all.get(phase), group);
                for (int i = 0; i < phases[phase].taps(); i++) {
                    tapOf[end] = tap(all.get(phase), phases[phase], i);
                    groupOf[end] = group;
                    end++;
                }
            }
        }
        taps = Arrays.copyOf(tapOf, end);
        groups = Arrays.copyOf(groupOf, end);
    }

    /** The number of the filters' tap that is the one of this number in a phase. */
    private int tap(ConvolutionShape.Phase phase, ConvolutionShape reversed, int number) {
        int line = number / reversed.x().taps();
        int plane = line / reversed.y().taps();
        int z = shape.z().tap(phase.z(), plane);
        int y = shape.y().tap(phase.y(), line - plane * reversed.y().taps());
        int x = shape.x().tap(phase.x(), number - line * reversed.x().taps());
        return (z * shape.y().taps() + y) * shape.x().taps() + x;
    }

    /**
     * Computes the gradient.
     *
     * @param upstream the gradient by the convolution's result
     * @param room room for as many elements as the filters have
     * @param finish called with ranges of the elements of the result as they are finished, if there is one group and all strides are 1
     * @param keep whether the result is wanted afterwards; if not, elements may never get there
     */
    public void run(
            float[] given, float[] upstream, float[] images, float[] room, @Nullable Finish finish, boolean keep) {
        if (shape.isPlain()) {
            plain(given, upstream, images, finish, keep);
            return;
        }
        filters = given;
        turned = room;
        Parallel.run(taps.length, turning);
        filters = NONE;
        boolean isDirect = shape.hasUnitStrides();
        if (!isWhole) {
            Arrays.fill(images, 0, shape.pixels() * shape.channels(), 0f);
        }
        for (int phase = 0; phase < phases.length; phase++) {
            for (int group = 0; group < shape.groups(); group++) {
                if (isDirect) {
                    direct(group, upstream, images, finish, keep);
                } else {
                    scatter(phase, group, upstream, images);
                }
            }
        }
        turned = NONE;
    }

    private void plain(float[] given, float[] upstream, float[] images, @Nullable Finish finish, boolean keep) {
        int m = shape.pixels();
        int n = shape.groupChannels();
        int k = shape.groupFilters();
        int in = shape.channels();
        int out = shape.filters();
        for (int group = 0; group < shape.groups(); group++) {
            int from = group * k;
            int to = group * n;
            Gemm.run(false, true, m, n, k, upstream, from, out, given, from, out, images, to, in, false, finish, keep);
        }
    }

    /** Transposes the matrix of a tap to where the products read it. */
    private void turn(int number) {
        int in = shape.groupChannels();
        int out = shape.groupFilters();
        int from = taps[number] * in * shape.filters() + groups[number] * out;
        Transpose.run(filters, from, shape.filters(), in, out, turned, number * in * out, in);
    }

    private int firstOf(int phase, int group) {
        int matrix = shape.groupChannels() * shape.groupFilters();
        return (first[phase] + group * phases[phase].taps()) * matrix;
    }

    private void direct(int group, float[] upstream, float[] images, @Nullable Finish finish, boolean keep) {
        int m = shape.pixels();
        int n = shape.groupChannels();
        int k = phases[0].depth();
        int in = shape.channels();
        PatchesFloat rows = patches[0][group];
        rows.of(upstream);
        Gemm.run(false, m, n, k, rows, turned, firstOf(0, group), n, images, group * n, in, false, finish, keep);
        rows.forget();
    }

    private void scatter(int phase, int group, float[] upstream, float[] images) {
        int m = phases[phase].patches();
        int n = shape.groupChannels();
        int k = phases[phase].depth();
        PatchesFloat rows = patches[phase][group];
        PixelsFloat to = pixels[phase][group];
        rows.of(upstream);
        to.of(images);
        Gemm.run(false, m, n, k, rows, turned, firstOf(phase, group), n, null, 0, n, false, to, false);
        rows.forget();
        to.forget();
    }
}
