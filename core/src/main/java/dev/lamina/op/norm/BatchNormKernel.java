package dev.lamina.op.norm;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.elementary.CenteredFloat;
import dev.lamina.op.kernel.Rows;
import dev.lamina.op.norm.BatchNorm.Layout;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.Arrays;

/**
 * Batch normalisation of floats. In training the moments are the batch's: its mean and biased variance are saved for the gradient, and
 * the averages get the unbiased one.
 */
final class BatchNormKernel implements Kernel {
    private static final Buffer[] NONE = {};
    private static final float[] NOTHING = {};

    private final BatchNorm norm;
    private final Layout layout;
    private final ChannelSums sums;
    private final ChannelRows input;
    private final ChannelRows output;
    private final Rows scaling;
    private final ChannelSums.Part plain;
    private final ChannelSums.Part squares;
    private final double[] sum;
    private final float[] factor;
    private float[] x = NOTHING;
    private float[] y = NOTHING;
    private float[] mean = NOTHING;
    private float[] offset = NOTHING;

    BatchNormKernel(KernelContext c, BatchNorm norm, Layout layout) {
        this.norm = norm;
        this.layout = layout;
        int channels = layout.channels();
        sums = new ChannelSums(c, norm.isTraining() ? layout.rows() : 0, channels);
        input = new ChannelRows(c, layout);
        output = new ChannelRows(c, layout);
        sum = c.workspace(DType.FLOAT64, Shape.of(channels)).doubles();
        factor = c.workspace(DType.FLOAT32, Shape.of(channels)).floats();
        plain = (at, count, partial, to) -> CenteredFloat.sums(x, at, count, partial, to, channels);
        squares = (at, count, partial, to) -> CenteredFloat.squares(x, at, count, mean, partial, to, channels);
        scaling = new Rows(layout.rows(), channels, (inputs, outputs, from, to) -> scale(from, to));
    }

    @Override
    public void run(Buffer[] inputs, Buffer[] outputs) {
        int channels = layout.channels();
        x = input.of(inputs[0].floats());
        y = output.to(outputs[0].floats());
        offset = inputs[2].floats();
        float[] savedMean = outputs[3].floats();
        float[] savedVariance = outputs[4].floats();
        if (norm.isTraining()) {
            moments(savedMean, savedVariance);
            average(inputs[3].floats(), savedMean, 1, outputs[1].floats());
            double biased = layout.rows();
            average(inputs[4].floats(), savedVariance, biased / Math.max(1, biased - 1), outputs[2].floats());
        } else {
            for (int i = 0; i < 2; i++) {
                System.arraycopy(inputs[3 + i].floats(), 0, outputs[1 + i].floats(), 0, channels);
                System.arraycopy(inputs[3 + i].floats(), 0, outputs[3 + i].floats(), 0, channels);
            }
        }
        mean = savedMean;
        float[] scale = inputs[1].floats();
        for (int k = 0; k < channels; k++) {
            factor[k] = (float) (scale[k] / Math.sqrt(savedVariance[k] + (double) norm.epsilon()));
        }
        scaling.run(NONE, NONE);
        output.write(outputs[0].floats());
        if (outputs.length > 5) {
            Arrays.fill(outputs[5].floats(), 0, outputs[5].size(), 0f);
        }
        x = NOTHING;
        y = NOTHING;
        mean = NOTHING;
        offset = NOTHING;
    }

    /** Those of nothing are NaN. */
    private void moments(float[] batchMean, float[] variance) {
        int channels = layout.channels();
        sums.run(plain, sum);
        for (int k = 0; k < channels; k++) {
            batchMean[k] = (float) (sum[k] / layout.rows());
        }
        mean = batchMean;
        sums.run(squares, sum);
        for (int k = 0; k < channels; k++) {
            variance[k] = (float) (sum[k] / layout.rows());
        }
    }

    private void average(float[] before, float[] batch, double correction, float[] result) {
        float share = norm.averageFactor();
        for (int k = 0; k < layout.channels(); k++) {
            float now = (float) (batch[k] * correction);
            result[k] = share == 1 ? now : (1 - share) * before[k] + share * now;
        }
    }

    private void scale(int from, int to) {
        int channels = layout.channels();
        CenteredFloat.scale(x, from * channels, to - from, mean, factor, offset, y, channels);
    }
}
