package dev.lamina.op.norm;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.op.kernel.Rows;
import dev.lamina.op.kernel.Widened;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;

/** The kernels of {@link LRN} and its gradient: all of a place is computed in doubles. */
final class Responses {
    private final LRN norm;
    private final int depth;
    private final int radius;

    private Responses(KernelContext c, LRN norm) {
        this.norm = norm;
        depth = (int) c.outputShape(0).dim(3);
        radius = (int) Math.min(norm.depthRadius(), depth);
    }

    static Kernel of(KernelContext c, LRN norm) {
        return c.inputType(0) == DType.FLOAT32
                ? rows(c, new Responses(c, norm)::normalize)
                : Widened.of(c, wide -> of(wide, norm));
    }

    static Kernel gradient(KernelContext c, LRN norm) {
        return c.inputType(0) == DType.FLOAT32
                ? rows(c, new Responses(c, norm)::gradient)
                : Widened.of(c, wide -> gradient(wide, norm));
    }

    private static Kernel rows(KernelContext c, Rows.Body body) {
        if (c.outputShape(0).size() == 0) {
            return (inputs, outputs) -> {};
        }
        return new Rows(Rows.count(c.outputShape(0)), (int) c.outputShape(0).dim(3), body);
    }

    private double norm(float[] x, int row, int k) {
        double sum = 0;
        for (int j = row + Math.max(0, k - radius); j <= row + Math.min(depth - 1, k + radius); j++) {
            sum += (double) x[j] * x[j];
        }
        return norm.bias() + norm.alpha() * sum;
    }

    private void normalize(Buffer[] inputs, Buffer[] outputs, int from, int to) {
        float[] x = inputs[0].floats();
        float[] y = outputs[0].floats();
        for (int row = from * depth; row < to * depth; row += depth) {
            for (int k = 0; k < depth; k++) {
                y[row + k] = (float) (x[row + k] * power(norm(x, row, k), -norm.beta()));
            }
        }
    }

    private void gradient(Buffer[] inputs, Buffer[] outputs, int from, int to) {
        float[] g = inputs[0].floats();
        float[] x = inputs[1].floats();
        float[] y = inputs[2].floats();
        float[] dx = outputs[0].floats();
        double factor = -2.0 * norm.alpha() * norm.beta();
        for (int row = from * depth; row < to * depth; row += depth) {
            for (int k = row; k < row + depth; k++) {
                dx[k] = 0;
            }
            for (int k = 0; k < depth; k++) {
                double n = norm(x, row, k);
                double slope = factor * g[row + k] * y[row + k] / n;
                for (int j = row + Math.max(0, k - radius); j <= row + Math.min(depth - 1, k + radius); j++) {
                    dx[j] += (float) (x[j] * slope);
                }
                dx[row + k] += (float) (g[row + k] * power(n, -norm.beta()));
            }
        }
    }

    /** The usual exponents need no logarithm. */
    private static double power(double x, double exponent) {
        if (exponent == -0.5) {
            return 1 / Math.sqrt(x);
        }
        if (exponent == -0.75) {
            double root = Math.sqrt(x);
            return 1 / (root * Math.sqrt(root));
        }
        return exponent == -1 ? 1 / x : StrictMath.pow(x, exponent);
    }
}
