package dev.lamina.op.train;

import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.update.AdamFloat;
import dev.lamina.kernel.update.Denormals;
import dev.lamina.op.kernel.GradientReader;
import dev.lamina.tensor.Buffer;

/**
 * {@code m += (grad - m) * (1 - beta1); v += (grad * grad - v) * (1 - beta2); var -= m * alpha / (sqrt(v) + epsilon)}
 * with {@code alpha = lr * sqrt(1 - beta2_power) / (1 - beta1_power)}; Nesterov's form has {@code grad * (1 - beta1) +
 * beta1 * m} in place of the last {@code m}. {@code m} and {@code v} are left without {@link Denormals}.
 */
final class AdamUpdate extends Update implements GradientReader {
    private static final int GRADIENT = 9;

    private final boolean useNesterov;

    AdamUpdate(KernelContext c, boolean useNesterov) {
        super(c);
        this.useNesterov = useNesterov;
    }

    @Override
    public int gradientInput() {
        return GRADIENT;
    }

    @Override
    void floats(Buffer[] in, int from, int to) {
        run(in[GRADIENT].floats(), from, from, to);
    }

    @Override
    public void run(float[] gradient, int at, int from, int to) {
        Buffer[] in = inputs();
        float alpha = in[5].floats()[0] * (float) Math.sqrt(1f - in[4].floats()[0]) / (1f - in[3].floats()[0]);
        float beta1 = in[6].floats()[0];
        float rest2 = 1f - in[7].floats()[0];
        float epsilon = in[8].floats()[0];
        float[] var = in[0].floats();
        float[] m = in[1].floats();
        float[] v = in[2].floats();
        if (useNesterov) {
            nesterov(var, m, v, alpha, beta1, rest2, epsilon, gradient, at - from, from, to);
        } else {
            AdamFloat.run(var, m, v, alpha, 1f - beta1, rest2, epsilon, gradient, at, from, to);
        }
    }

    private static void nesterov(
            float[] var,
            float[] m,
            float[] v,
            float alpha,
            float beta1,
            float rest2,
            float epsilon,
            float[] grad,
            int shift,
            int from,
            int to) {
        float rest1 = 1f - beta1;
        for (int i = from; i < to; i++) {
            float g = grad[i + shift];
            float mean = m[i] + (g - m[i]) * rest1;
            float square = v[i] + (g * g - v[i]) * rest2;
            m[i] = mean;
            v[i] = square;
            var[i] -= (g * rest1 + beta1 * mean) * alpha / ((float) Math.sqrt(square) + epsilon);
        }
        Denormals.flush(m, from, to);
        Denormals.flush(v, from, to);
    }

    @Override
    void doubles(Buffer[] in, int from, int to) {
        double alpha = in[5].doubles()[0] * Math.sqrt(1.0 - in[4].doubles()[0]) / (1.0 - in[3].doubles()[0]);
        double beta1 = in[6].doubles()[0];
        double rest2 = 1.0 - in[7].doubles()[0];
        double epsilon = in[8].doubles()[0];
        double[] var = in[0].doubles();
        if (useNesterov) {
            nesterov(var, in[1].doubles(), in[2].doubles(), alpha, beta1, rest2, epsilon, in[9].doubles(), from, to);
        } else {
            plain(var, in[1].doubles(), in[2].doubles(), alpha, beta1, rest2, epsilon, in[9].doubles(), from, to);
        }
    }

    private static void plain(
            double[] var,
            double[] m,
            double[] v,
            double alpha,
            double beta1,
            double rest2,
            double epsilon,
            double[] grad,
            int from,
            int to) {
        double rest1 = 1.0 - beta1;
        for (int i = from; i < to; i++) {
            double g = grad[i];
            double mean = m[i] + (g - m[i]) * rest1;
            double square = v[i] + (g * g - v[i]) * rest2;
            m[i] = mean;
            v[i] = square;
            var[i] -= mean * alpha / (Math.sqrt(square) + epsilon);
        }
        Denormals.flush(m, from, to);
        Denormals.flush(v, from, to);
    }

    private static void nesterov(
            double[] var,
            double[] m,
            double[] v,
            double alpha,
            double beta1,
            double rest2,
            double epsilon,
            double[] grad,
            int from,
            int to) {
        double rest1 = 1.0 - beta1;
        for (int i = from; i < to; i++) {
            double g = grad[i];
            double mean = m[i] + (g - m[i]) * rest1;
            double square = v[i] + (g * g - v[i]) * rest2;
            m[i] = mean;
            v[i] = square;
            var[i] -= (g * rest1 + beta1 * mean) * alpha / (Math.sqrt(square) + epsilon);
        }
        Denormals.flush(m, from, to);
        Denormals.flush(v, from, to);
    }
}
