package dev.lamina.kernel.convolution;

import dev.lamina.kernel.product.Finish;
import dev.lamina.kernel.product.Gemm;
import org.jspecify.annotations.Nullable;

/**
 * A convolution of float32 images: the product of their patches and the filters.
 *
 * <p>An element of the result is one chain of fused multiply-adds over the taps, in the order in which they lie in the filters, and for each over
 * the channels, as {@link Gemm} has it: so the bits are the same for any number of threads, any vectors and none.
 */
public final class ConvolutionFloat {
    private final ConvolutionShape shape;
    private final PatchesFloat[] patches;

    /** The convolution of this shape. */
    public ConvolutionFloat(ConvolutionShape shape) {
        this.shape = shape;
        patches = PatchesFloat.ofGroups(shape);
    }

    /**
     * Computes the result.
     *
     * @param finish called with ranges of the elements of the result as they are finished, if there is one group
     * @param keep whether the result is wanted afterwards; if not, elements may never get there
     */
    public void run(float[] images, float[] filters, float[] result, @Nullable Finish finish, boolean keep) {
        int m = shape.patches();
        int n = shape.groupFilters();
        int k = shape.depth();
        int in = shape.channels();
        int out = shape.filters();
        for (int group = 0; group < shape.groups(); group++) {
            int to = group * n;
            if (shape.isPlain()) {
                Gemm.run(
                        false, false, m, n, k, images, group * k, in, filters, to, out, result, to, out, false, finish,
                        keep);
            } else {
                patches[group].of(images);
                Gemm.run(false, m, n, k, patches[group], filters, to, out, result, to, out, false, finish, keep);
                patches[group].forget();
            }
        }
    }
}
