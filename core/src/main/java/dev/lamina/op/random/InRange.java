package dev.lamina.op.random;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.random.UniformInt;
import dev.lamina.kernel.random.UniformLong;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;

/** Uniform integers between two limits. These are values of the run, so the fill finds them here. */
final class InRange implements Kernel {
    private final KernelContext context;
    private final int limits;
    private final RandomKernel kernel;
    private long low;
    private long high;

    /**
     * For the first output.
     *
     * @param limits the input that is the least value; the next one is one more than the greatest
     */
    InRange(KernelContext c, int limits, Start start) {
        context = c;
        this.limits = limits;
        DType type = c.outputType(0);
        kernel = type == DType.INT32 || type == DType.UINT32
                ? new RandomKernel(
                        c,
                        start,
                        UniformInt.GROUP,
                        (out, n, first, from, to) ->
                                UniformInt.fill(out.ints(), 0, n, (int) low, (int) high, first, from, to))
                : new RandomKernel(
                        c,
                        start,
                        UniformLong.GROUP,
                        (out, n, first, from, to) -> UniformLong.fill(out.longs(), 0, n, low, high, first, from, to));
    }

    @Override
    public void run(Buffer[] inputs, Buffer[] outputs) {
        low = inputs[limits].asLong(0);
        high = inputs[limits + 1].asLong(0);
        boolean isUnsigned = inputs[limits].dtype() == DType.UINT64;
        if (isUnsigned ? Long.compareUnsigned(low, high) >= 0 : low >= high) {
            throw context.error("Need minval < maxval, got " + text(low, isUnsigned) + " >= " + text(high, isUnsigned));
        }
        kernel.run(inputs, outputs);
    }

    private static String text(long value, boolean isUnsigned) {
        return isUnsigned ? Long.toUnsignedString(value) : Long.toString(value);
    }
}
