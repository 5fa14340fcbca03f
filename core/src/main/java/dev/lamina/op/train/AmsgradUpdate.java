package dev.lamina.op.train;

import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.update.Denormals;
import dev.lamina.tensor.Buffer;

/**
 * {@code m += (grad - m) * (1 - beta1); v += (grad * grad - v) * (1 - beta2); vhat = max(vhat, v); var -= m * alpha / (sqrt(vhat) +
 * epsilon)} with {@code alpha = lr * sqrt(1 - beta2_power) / (1 - beta1_power)}; {@code m} and {@code v} are left without {@link Denormals}.
 */
final class AmsgradUpdate extends Update {
    AmsgradUpdate(KernelContext c) {
        super(c);
    }

    @Override
    void floats(Buffer[] in, int from, int to) {
        float power1 = in[4].floats()[0];
        float power2 = in[5].floats()[0];
        float lr = in[6].floats()[0];
        float beta1 = in[7].floats()[0];
        float beta2 = in[8].floats()[0];
        float epsilon = in[9].floats()[0];
        update(
                in[0].floats(),
                in[1].floats(),
                in[2].floats(),
                in[3].floats(),
                in[10].floats(),
                power1,
                power2,
                lr,
                beta1,
                beta2,
                epsilon,
                from,
                to);
    }

    private static void update(
            float[] var,
            float[] m,
            float[] v,
            float[] most,
            float[] grad,
            float power1,
            float power2,
            float lr,
            float beta1,
            float beta2,
            float epsilon,
            int from,
            int to) {
        float alpha = lr * (float) Math.sqrt(1f - power2) / (1f - power1);
        float rest1 = 1f - beta1;
        float rest2 = 1f - beta2;
        for (int i = from; i < to; i++) {
            float g = grad[i];
            float mean = m[i] + (g - m[i]) * rest1;
            float square = v[i] + (g * g - v[i]) * rest2;
            float largest = Math.max(most[i], square);
            m[i] = mean;
            v[i] = square;
            most[i] = largest;
            var[i] -= mean * alpha / ((float) Math.sqrt(largest) + epsilon);
        }
        Denormals.flush(m, from, to);
        Denormals.flush(v, from, to);
    }

    @Override
    void doubles(Buffer[] in, int from, int to) {
        double power1 = in[4].doubles()[0];
        double power2 = in[5].doubles()[0];
        double lr = in[6].doubles()[0];
        double beta1 = in[7].doubles()[0];
        double beta2 = in[8].doubles()[0];
        double epsilon = in[9].doubles()[0];
        update(
                in[0].doubles(),
                in[1].doubles(),
                in[2].doubles(),
                in[3].doubles(),
                in[10].doubles(),
                power1,
                power2,
                lr,
                beta1,
                beta2,
                epsilon,
                from,
                to);
    }

    private static void update(
            double[] var,
            double[] m,
            double[] v,
            double[] most,
            double[] grad,
            double power1,
            double power2,
            double lr,
            double beta1,
            double beta2,
            double epsilon,
            int from,
            int to) {
        double alpha = lr * Math.sqrt(1.0 - power2) / (1.0 - power1);
        double rest1 = 1.0 - beta1;
        double rest2 = 1.0 - beta2;
        for (int i = from; i < to; i++) {
            double g = grad[i];
            double mean = m[i] + (g - m[i]) * rest1;
            double square = v[i] + (g * g - v[i]) * rest2;
            double largest = Math.max(most[i], square);
            m[i] = mean;
            v[i] = square;
            most[i] = largest;
            var[i] -= mean * alpha / (Math.sqrt(largest) + epsilon);
        }
        Denormals.flush(m, from, to);
        Denormals.flush(v, from, to);
    }
}
