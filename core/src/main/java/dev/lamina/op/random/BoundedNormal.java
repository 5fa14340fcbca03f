package dev.lamina.op.random;

import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.random.BoundedNormalSampler;
import dev.lamina.kernel.random.Philox;
import dev.lamina.tensor.DType;

/** Normal numbers between bounds, as the operations that draw such make them, with their errors. */
final class BoundedNormal {
    private final KernelContext context;
    private final BoundedNormalSampler sampler;

    /** For numbers of the first output's type. */
    BoundedNormal(KernelContext c) {
        context = c;
        sampler = new BoundedNormalSampler(bits(c.outputType(0)));
    }

    private static int bits(DType type) {
        return switch (type) {
            case FLOAT64 -> 52;
            case FLOAT32 -> 23;
            case FLOAT16 -> 10;
            default -> 7;
        };
    }

    /** Draws {@code n} numbers to {@code out[offset]}, {@code out[offset + stride]} and so on, given the four parameters. */
    void draw(Philox generator, double[] parameters, double[] out, int offset, int stride, int n) {
        switch (sampler.draw(
                generator, parameters[0], parameters[1], parameters[2], parameters[3], out, offset, stride, n)) {
            case REFUSED ->
                throw context.error("Invalid parameters: " + text(parameters)
                        + "; the deviation has to be above 0, and the bounds in order, one of them finite");
            case GIVEN_UP ->
                throw context.error("TruncatedNormal rejection sampler failed to accept a sample: " + text(parameters));
            case DRAWN -> {}
        }
    }

    private static String text(double[] parameters) {
        return "mean " + parameters[0] + ", standard deviation " + parameters[1] + " and bounds " + parameters[2]
                + " and " + parameters[3];
    }
}
