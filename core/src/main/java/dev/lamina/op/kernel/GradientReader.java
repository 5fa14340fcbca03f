package dev.lamina.op.kernel;

import dev.lamina.graph.RangeKernel;

/** An update of variables that can take the gradient of a range from anywhere, so that the whole need not be kept. */
public interface GradientReader extends RangeKernel {
    /** The input that is the gradient. */
    int gradientInput();

    /** Updates the elements {@code from} to {@code to} (exclusive), whose gradient lies in {@code gradient} from {@code at} on. */
    void run(float[] gradient, int at, int from, int to);
}
