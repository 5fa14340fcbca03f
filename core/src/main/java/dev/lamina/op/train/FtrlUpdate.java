package dev.lamina.op.train;

import dev.lamina.graph.KernelContext;
import dev.lamina.tensor.Buffer;

/**
 * {@code next = accum + grad * grad; linear += grad + 2 * l2_shrinkage * var - (next^p - accum^p) / lr * var; var = (sign(linear) * l1 -
 * linear) / (next^p / lr + 2 * l2)} where {@code |linear|} is above l1, else 0; {@code accum = next}, with {@code p = -lr_power}. Where the
 * linear term is multiplied by lr, all of these are: it is {@code grad * lr}, {@code l1 * lr} and so on, and nothing is divided by it.
 */
final class FtrlUpdate extends Update {
    private final boolean hasShrinkage;
    private final boolean multiplies;

    /**
     * For the operands var, accum, linear, grad, lr, l1, l2, perhaps l2_shrinkage, and lr_power.
     *
     * @param multiplies whether the linear term is multiplied by lr
     */
    FtrlUpdate(KernelContext c, boolean hasShrinkage, boolean multiplies) {
        super(c);
        this.hasShrinkage = hasShrinkage;
        this.multiplies = multiplies;
    }

    @Override
    void floats(Buffer[] in, int from, int to) {
        float lr = in[4].floats()[0];
        float shrinkage = hasShrinkage ? 2f * in[7].floats()[0] : 0f;
        float power = -in[hasShrinkage ? 8 : 7].floats()[0];
        float scale = multiplies ? lr : 1f;
        float divisor = multiplies ? 1f : lr;
        float l1 = in[5].floats()[0] * scale;
        float l2 = 2f * in[6].floats()[0] * scale;
        float[] var = in[0].floats();
        float[] accum = in[1].floats();
        float[] linear = in[2].floats();
        float[] grad = in[3].floats();
        for (int i = from; i < to; i++) {
            float next = accum[i] + grad[i] * grad[i];
            float after = power == 0.5 ? (float) Math.sqrt(next) : (float) StrictMath.pow(next, power);
            float before = power == 0.5 ? (float) Math.sqrt(accum[i]) : (float) StrictMath.pow(accum[i], power);
            float descent = hasShrinkage ? grad[i] + shrinkage * var[i] : grad[i];
            float sum = linear[i] + (descent * scale - (after - before) / divisor * var[i]);
            linear[i] = sum;
            accum[i] = next;
            var[i] = Math.abs(sum) > l1 ? (l1 * Math.signum(sum) - sum) / (after / divisor + l2) : 0;
        }
    }

    @Override
    void doubles(Buffer[] in, int from, int to) {
        double lr = in[4].doubles()[0];
        double shrinkage = hasShrinkage ? 2.0 * in[7].doubles()[0] : 0.0;
        double power = -in[hasShrinkage ? 8 : 7].doubles()[0];
        double scale = multiplies ? lr : 1.0;
        double divisor = multiplies ? 1.0 : lr;
        double l1 = in[5].doubles()[0] * scale;
        double l2 = 2.0 * in[6].doubles()[0] * scale;
        double[] var = in[0].doubles();
        double[] accum = in[1].doubles();
        double[] linear = in[2].doubles();
        double[] grad = in[3].doubles();
        for (int i = from; i < to; i++) {
            double next = accum[i] + grad[i] * grad[i];
            double after = power == 0.5 ? Math.sqrt(next) : StrictMath.pow(next, power);
            double before = power == 0.5 ? Math.sqrt(accum[i]) : StrictMath.pow(accum[i], power);
            double descent = hasShrinkage ? grad[i] + shrinkage * var[i] : grad[i];
            double sum = linear[i] + (descent * scale - (after - before) / divisor * var[i]);
            linear[i] = sum;
            accum[i] = next;
            var[i] = Math.abs(sum) > l1 ? (l1 * Math.signum(sum) - sum) / (after / divisor + l2) : 0;
        }
    }
}
