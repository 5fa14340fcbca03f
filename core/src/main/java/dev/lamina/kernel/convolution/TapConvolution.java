package dev.lamina.kernel.convolution;

import dev.lamina.kernel.product.Finish;
import dev.lamina.kernel.simd.Simd;
import org.jspecify.annotations.Nullable;

/**
 * Convolutions of float32 images that have few filters, and their gradients: with SIMD {@link TapProduct} and {@link TapGradient} compute them, which
 * copy no patches; else what computes all others, to the same bits.
 */
public final class TapConvolution {
    /** With more filters each copied patch is used often enough. */
    private static final int MOST_FILTERS = 32;

    /** The most elements of a patch: filters of longer ones do not fit the first cache. */
    private static final int LONGEST_PATCH = 640;

    /** The most elements of a line of patches, for the second cache. */
    private static final int LARGEST_LINE = 1 << 16;

    /** Below so many multiplications nothing is gained. */
    private static final int SMALL = 20_000;

    private final ConvolutionShape shape;
    private @Nullable TapProduct product;

    private TapConvolution(ConvolutionShape shape) {
        this.shape = shape;
    }

    /** The convolution of this shape; null if it is not one of few filters. */
    public static @Nullable TapConvolution of(ConvolutionShape shape) {
        if (!suits(shape)) {
            return null;
        }
        ConvolutionCalls.useFew();
        return new TapConvolution(shape);
    }

    /** What the gradient by the images is, of a convolution of this shape; null if it has more channels, or strides. */
    public static @Nullable TapConvolution ofInputGradient(ConvolutionShape shape) {
        if (!shape.hasUnitStrides() || shape.isPlain() || shape.patches() == 0) {
            return null;
        }
        return of(shape.reversed(new ConvolutionShape.Phase(0, 0, 0)));
    }

    /** Says whether a convolution's shape is such that it is computed so, which no machine's vectors decide. */
    static boolean suits(ConvolutionShape shape) {
        return shape.groups() == 1
                && shape.z().isPlain()
                && shape.z().input() == 1
                && !shape.isPlain()
                && shape.filters() <= MOST_FILTERS
                && shape.depth() <= LONGEST_PATCH
                && (long) shape.patches() * shape.depth() * shape.filters() >= SMALL
                && PaddedPlanes.leastSize(shape) <= LARGEST_LINE;
    }

    /** Computes the result, if SIMD is on: otherwise nothing is done, and the answer is false. */
    public boolean run(float[] images, float[] filters, float[] result, @Nullable Finish finish) {
        if (!Simd.isEnabled()) {
            return false;
        }
        TapProduct simd = product();
        simd.pack(filters);
        simd.run(images, result, finish);
        return true;
    }

    /** Computes the gradient by the images instead, for what {@link #ofInputGradient} has given. */
    public boolean runReversed(float[] upstream, float[] filters, float[] images, @Nullable Finish finish) {
        if (!Simd.isEnabled()) {
            return false;
        }
        TapProduct simd = product();
        simd.packReversed(filters);
        simd.run(upstream, images, finish);
        return true;
    }

    /** Made with the first use of SIMD: its classes need the vector module. */
    private TapProduct product() {
        TapProduct known = product;
        if (known == null) {
            known = new TapProduct(shape);
            product = known;
        }
        return known;
    }
}
