package dev.lamina.op.random;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.random.BlockNumbers;
import dev.lamina.kernel.random.Philox;
import dev.lamina.kernel.thread.Parallel;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Conversion;
import dev.lamina.tensor.DType;

/**
 * Fills a tensor with samples of distributions that have a parameter, on several threads where that pays. Each sample has blocks of its
 * own, so any split gives the same bits.
 */
final class SamplesKernel implements Parallel.Task {
    /** Blocks that TensorFlow's kernels set aside for each sample. */
    static final long BLOCKS = 256;

    private static final int SAMPLES_PER_TASK = 1 << 9;
    private static final ThreadLocal<BlockNumbers> NUMBERS = ThreadLocal.withInitial(BlockNumbers::new);

    /** Draws a sample of the distribution with a parameter. */
    interface Draw {
        double sample(BlockNumbers numbers, double parameter);
    }

    private final int samples;
    private final int parameters;
    private final Draw draw;
    private final Buffer wideParameters;
    private final Buffer results;
    private final Philox start = new Philox(0, 0);

    /**
     * For as many samples of each parameter as fill the first output, the parameter being its last axes.
     *
     * @param parameter the input that holds them
     */
    private SamplesKernel(KernelContext c, int parameter, Draw draw) {
        this.draw = draw;
        parameters = c.inputShape(parameter).size();
        samples = parameters == 0 ? 0 : c.outputShape(0).size() / parameters;
        wideParameters = c.workspace(DType.FLOAT64, c.inputShape(parameter));
        results = c.workspace(DType.FLOAT64, c.outputShape(0));
    }

    /** The kernel whose numbers begin where that says. */
    static Kernel of(KernelContext c, int parameter, Start start, Draw draw) {
        if (c.outputShape(0).size() == 0) {
            return (inputs, outputs) -> {};
        }
        SamplesKernel kernel = new SamplesKernel(c, parameter, draw);
        return (inputs, outputs) -> {
            start.set(inputs, kernel.results.size(), kernel.start);
            kernel.run(inputs[parameter], outputs[0]);
        };
    }

    /** Draws all samples, the first from the block at {@code start} on. */
    private void run(Buffer given, Buffer output) {
        Conversion.run(given, wideParameters, 0, parameters);
        int all = results.size();
        if (all <= SAMPLES_PER_TASK) {
            run(0);
        } else {
            Parallel.run(Math.ceilDiv(all, SAMPLES_PER_TASK), this);
        }
        Conversion.run(results, output, 0, all);
    }

    @Override
    public void run(int task) {
        BlockNumbers numbers = NUMBERS.get();
        double[] values = results.doubles();
        int to = Math.min(results.size(), (task + 1) * SAMPLES_PER_TASK);
        for (int i = task * SAMPLES_PER_TASK; i < to; i++) {
            int parameter = i / samples;
            numbers.moveTo(start, i * BLOCKS);
            values[(i - parameter * samples) * parameters + parameter] =
                    draw.sample(numbers, wideParameters.doubles()[parameter]);
        }
    }
}
