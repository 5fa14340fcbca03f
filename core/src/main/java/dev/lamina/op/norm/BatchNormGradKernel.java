package dev.lamina.op.norm;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.elementary.CenteredFloat;
import dev.lamina.op.kernel.Rows;
import dev.lamina.op.norm.BatchNorm.Layout;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;

/** The gradients of batch normalisation of floats by its input, scale and offset. */
final class BatchNormGradKernel implements Kernel {
    private static final Buffer[] NONE = {};
    private static final float[] NOTHING = {};

    private final BatchNorm norm;
    private final Layout layout;
    private final ChannelSums sums;
    private final ChannelRows upstream;
    private final ChannelRows input;
    private final ChannelRows output;
    private final Rows rows;
    private final ChannelSums.Part plain;
    private final ChannelSums.Part products;
    private final double[] sum;
    private final double[] product;
    private final float[] shift;
    private final float[] slope;
    private final float[] factor;
    private float[] g = NOTHING;
    private float[] x = NOTHING;
    private float[] mean = NOTHING;
    private float[] dx = NOTHING;

    BatchNormGradKernel(KernelContext c, BatchNorm norm, Layout layout) {
        this.norm = norm;
        this.layout = layout;
        Shape channels = Shape.of(layout.channels());
        sums = new ChannelSums(c, layout.rows(), layout.channels());
        upstream = new ChannelRows(c, layout);
        input = new ChannelRows(c, layout);
        output = new ChannelRows(c, layout);
        sum = c.workspace(DType.FLOAT64, channels).doubles();
        product = c.workspace(DType.FLOAT64, channels).doubles();
        shift = c.workspace(DType.FLOAT32, channels).floats();
        slope = c.workspace(DType.FLOAT32, channels).floats();
        factor = c.workspace(DType.FLOAT32, channels).floats();
        int width = layout.channels();
        plain = (at, count, sums, to) -> CenteredFloat.sums(g, at, count, sums, to, width);
        products = (at, count, sums, to) -> CenteredFloat.products(g, x, at, count, mean, sums, to, width);
        rows = new Rows(layout.rows(), layout.channels(), (inputs, outputs, from, to) -> rows(from, to));
    }

    @Override
    public void run(Buffer[] inputs, Buffer[] outputs) {
        int channels = layout.channels();
        g = upstream.of(inputs[0].floats());
        x = input.of(inputs[1].floats());
        mean = inputs[3].floats();
        dx = output.to(outputs[0].floats());
        sums.run(plain, sum);
        sums.run(products, product);
        float[] scale = inputs[2].floats();
        float[] variance = inputs[4].floats();
        float[] byScale = outputs[1].floats();
        float[] byOffset = outputs[2].floats();
        for (int k = 0; k < channels; k++) {
            double precision = 1 / (variance[k] + (double) norm.epsilon());
            double deviations = Math.sqrt(precision);
            // The moments of nothing are NaN, but its gradient is 0.
            byScale[k] = layout.rows() == 0 ? 0 : (float) (product[k] * deviations);
            byOffset[k] = (float) sum[k];
            factor[k] = (float) (scale[k] * deviations);
            shift[k] = norm.isTraining() ? (float) (sum[k] / layout.rows()) : 0;
            slope[k] = norm.isTraining() ? (float) (product[k] / layout.rows() * precision) : 0;
        }
        rows.run(NONE, NONE);
        output.write(outputs[0].floats());
        g = NOTHING;
        x = NOTHING;
        mean = NOTHING;
        dx = NOTHING;
    }

    private void rows(int from, int to) {
        int channels = layout.channels();
        CenteredFloat.gradient(g, x, from * channels, to - from, mean, shift, slope, factor, dx, channels);
    }
}
