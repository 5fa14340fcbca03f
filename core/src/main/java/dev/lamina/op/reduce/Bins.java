package dev.lamina.op.reduce;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.kernel.Accumulate;
import dev.lamina.op.kernel.Spread;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;

/** Counts numbers, or adds up their weights, row by row. */
final class Bins implements Kernel {
    private final KernelContext c;
    private final int rows;
    private final int columns;
    private final int bins;
    private final boolean isBinary;
    private final boolean hasWeights;
    private final String problem;
    private final Object zero;
    private final Object one;

    /** For numbers in the first input and weights in the third; {@code problem} says what a negative number is. */
    Bins(KernelContext c, int rows, int columns, boolean isBinary, String problem) {
        this.c = c;
        this.rows = rows;
        this.columns = columns;
        this.isBinary = isBinary;
        this.problem = problem;
        bins = (int) c.outputShape(0).dim(-1);
        hasWeights = c.inputShape(2).size() > 0;
        zero = c.outputType(0).newArray(1);
        one = Tensor.of(1, c.outputType(0)).buffer().array();
    }

    /** The number of bins that an input says, or -1. */
    static long size(ShapeContext c, int input) {
        c.withRank(input, 0, "size");
        Tensor size = c.peek(input);
        if (size != null && size.longValue() < 0) {
            throw c.error("size (" + size.longValue() + ") must be non-negative");
        }
        return size == null ? -1 : size.longValue();
    }

    static void checkWeights(ShapeContext c, int input, int weights) {
        Shape shape = c.shape(weights);
        if (shape.isFullyDefined() && shape.elements() != 0 && !shape.isCompatibleWith(c.shape(input))) {
            throw c.error(
                    "`weights` must be the same shape as `arr` or a length-0 `Tensor`, in which case it acts as all "
                            + "weights equal to 1. Received " + shape);
        }
    }

    @Override
    public void run(Buffer[] inputs, Buffer[] outputs) {
        Buffer x = inputs[0];
        Object y = outputs[0].array();
        Spread.run(zero, 0, y, outputs[0].size());
        for (int row = 0; row < rows; row++) {
            for (int i = row * columns; i < (row + 1) * columns; i++) {
                long number = x.asLong(i);
                if (number < 0) {
                    throw c.error(problem);
                }
                if (number < bins) {
                    int at = row * bins + (int) number;
                    if (isBinary) {
                        System.arraycopy(one, 0, y, at, 1);
                    } else if (hasWeights) {
                        Accumulate.run(outputs[0].dtype(), 1, inputs[2].array(), i, y, at, 1);
                    } else {
                        Accumulate.run(outputs[0].dtype(), 1, one, 0, y, at, 1);
                    }
                }
            }
        }
    }
}
