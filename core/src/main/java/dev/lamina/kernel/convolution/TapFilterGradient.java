package dev.lamina.kernel.convolution;

import dev.lamina.kernel.array.FloatRows;
import dev.lamina.kernel.product.Finish;
import dev.lamina.kernel.product.Gemm;
import dev.lamina.kernel.simd.Simd;
import dev.lamina.kernel.thread.Parallel;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of a convolution of float32 images by its filters, where these are few ({@link TapConvolution}). Images are taken in up to 16 parts, about
 * as many in each. In a part each element is one chain of fused multiply-adds over all patches, and the parts are added in order: so threads have images to
 * share where filters are too few for that, and what they need of these stays in the first cache.
 */
public final class TapFilterGradient {
    private static final int MOST_PARTS = 16;
    private static final float[] NONE = {};

    private final ConvolutionShape shape;
    private final int parts;
    private final PatchesFloat patches;
    private final FloatRows rows = this::copy;
    private final Parallel.Task part = this::part;
    private @Nullable TapGradient simd;
    private float[] images = NONE;
    private float[] upstream = NONE;
    private float[] sums = NONE;

    /** The first patch of the part at hand. */
    private int firstPatch;

    private TapFilterGradient(ConvolutionShape shape) {
        this.shape = shape;
        parts = Math.min(shape.batch(), MOST_PARTS);
        patches = new PatchesFloat(shape, 0);
    }

    /** The gradient of the convolution of this shape; null if it is not one of few filters. */
    public static @Nullable TapFilterGradient of(ConvolutionShape shape) {
        if (!TapConvolution.suits(shape)) {
            return null;
        }
        ConvolutionCalls.useFew();
        return new TapFilterGradient(shape);
    }

    /** For how many elements {@link #run} needs room. */
    public int room() {
        return parts * shape.depth() * shape.filters();
    }

    /**
     * Computes the gradient.
     *
     * @param given the images
     * @param gradient the gradient by the convolution's result
     * @param room room for {@link #room} elements
     * @param finish called with all elements of the result when they are finished
     */
    public void run(float[] given, float[] gradient, float[] filters, float[] room, @Nullable Finish finish) {
        images = given;
        upstream = gradient;
        sums = room;
        if (Simd.isEnabled()) {
            if (simd == null) {
                simd = new TapGradient(shape); // its classes need the vector module
            }
            Parallel.run(parts, part);
        } else {
            products();
        }
        add(room, filters);
        if (finish != null) {
            finish.run(filters, 0, 0, shape.depth() * shape.filters());
        }
        images = NONE;
        upstream = NONE;
        sums = NONE;
    }

    private int firstImage(int number) {
        return (int) ((long) shape.batch() * number / parts);
    }

    private void part(int number) {
        TapGradient known = simd;
        if (known != null) {
            int at = number * shape.depth() * shape.filters();
            known.sum(images, upstream, firstImage(number), firstImage(number + 1), sums, at);
        }
    }

    /** The parts' sums without SIMD: each is a product. */
    private void products() {
        int m = shape.depth();
        int n = shape.filters();
        int each = shape.patches() / shape.batch();
        patches.of(images);
        for (int number = 0; number < parts; number++) {
            firstPatch = firstImage(number) * each;
            int k = firstImage(number + 1) * each - firstPatch;
            Gemm.run(true, m, n, k, rows, upstream, firstPatch * n, n, sums, number * m * n, n, false, null, true);
        }
        patches.forget();
    }

    private void copy(int row, int count, int column, int columns, float[] out, int to, int ld) {
        patches.copy(firstPatch + row, count, column, columns, out, to, ld);
    }

    private void add(float[] all, float[] filters) {
        int count = shape.depth() * shape.filters();
        for (int i = 0; i < count; i++) {
            float sum = all[i];
            for (int number = 1; number < parts; number++) {
                sum += all[number * count + i];
            }
            filters[i] = sum + 0f; // +0 for -0
        }
    }
}
