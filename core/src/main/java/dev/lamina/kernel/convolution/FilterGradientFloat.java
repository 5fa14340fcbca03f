package dev.lamina.kernel.convolution;

import dev.lamina.kernel.product.Finish;
import dev.lamina.kernel.product.Gemm;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of a convolution of float32 images by its filters: the product of the transposed patches and the result's gradient, each element
 * one chain of fused multiply-adds over all patches.
 */
public final class FilterGradientFloat {
    private final ConvolutionShape shape;
    private final PatchesFloat[] patches;

    /** The gradient of the convolution of this shape. */
    public FilterGradientFloat(ConvolutionShape shape) {
        this.shape = shape;
        patches = PatchesFloat.ofGroups(shape);
    }

    /**
     * Computes the gradient.
     *
     * @param upstream the gradient by the convolution's result
     * @param finish called with ranges of the elements of the result as they are finished, if there is one group
     * @param keep whether the result is wanted afterwards; if not, elements may never get there
     */
    public void run(float[] images, float[] upstream, float[] filters, @Nullable Finish finish, boolean keep) {
        int m = shape.depth();
        int n = shape.groupFilters();
        int k = shape.patches();
        int in = shape.channels();
        int out = shape.filters();
        for (int group = 0; group < shape.groups(); group++) {
            int to = group * n;
            if (shape.isPlain()) {
                Gemm.run(
                        true, false, m, n, k, images, group * m, in, upstream, to, out, filters, to, out, false, finish,
                        keep);
            } else {
                patches[group].of(images);
                Gemm.run(true, m, n, k, patches[group], upstream, to, out, filters, to, out, false, finish, keep);
                patches[group].forget();
            }
        }
    }
}
