package dev.lamina.op.nn;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.kernel.elementary.ExpFloat;
import dev.lamina.kernel.elementary.LogFloat;
import dev.lamina.op.kernel.Rows;
import dev.lamina.tensor.Conversion;
import dev.lamina.tensor.DType;

/**
 * Softmax of rows of float16 or bfloat16. TensorFlow rounds each result on the way to the type: what is left of the greatest
 * element, its exponential, each sum, the inverse. Only so the elements are the same to the last place.
 */
final class NarrowSoftmax {
    /** How many sums TensorFlow has side by side in a vector, and how many vectors of them. */
    private static final int LANES = 8;

    private static final int VECTORS = 4;

    private final int columns;
    private final boolean isHalf;
    private final boolean isLogarithm;

    private NarrowSoftmax(int columns, boolean isHalf, boolean isLogarithm) {
        this.columns = columns;
        this.isHalf = isHalf;
        this.isLogarithm = isLogarithm;
    }

    /** The kernel, of the logarithm or not. */
    static Kernel of(KernelContext c, boolean isLogarithm) {
        int columns = (int) c.inputShape(0).dim(-1);
        NarrowSoftmax softmax = new NarrowSoftmax(columns, c.inputType(0) == DType.FLOAT16, isLogarithm);
        float[] exponentials = c.workspace(DType.FLOAT32, c.inputShape(0)).floats();
        return new Rows(Rows.count(c.inputShape(0)), columns, (in, out, from, to) -> {
            for (int row = from; row < to; row++) {
                softmax.row(in[0].shorts(), exponentials, out[0].shorts(), row * columns);
            }
        });
    }

    private void row(short[] x, float[] e, short[] y, int at) {
        int end = at + columns;
        float max = Float.NEGATIVE_INFINITY;
        for (int k = at; k < end; k++) {
            max = Math.max(max, wide(x[k]));
        }
        for (int k = at; k < end; k++) {
            e[k] = rounded(wide(x[k]) - max);
        }
        ExpFloat.run(e, at, e, at, columns);
        for (int k = at; k < end; k++) {
            e[k] = rounded(e[k]);
        }
        float sum = sum(e, at);
        if (isLogarithm) {
            float logarithm = rounded(LogFloat.apply(sum));
            for (int k = at; k < end; k++) {
                y[k] = narrow(rounded(wide(x[k]) - max) - logarithm);
            }
        } else {
            float inverse = rounded(1 / sum);
            for (int k = at; k < end; k++) {
                y[k] = narrow(e[k] * inverse);
            }
        }
    }

    private float sum(float[] e, int at) {
        int vectors = columns / LANES;
        float sum = 0;
        for (int lane = 0; lane < LANES && vectors > 0; lane++) {
            sum += lane(e, at + lane, vectors);
        }
        float rest = 0;
        for (int k = at + vectors * LANES; k < at + columns; k++) {
            rest = rounded(rest + e[k]);
        }
        return rounded(rounded(sum) + rest);
    }

    /** The sum of one lane of all vectors: four sums that follow each other, then what is left. */
    private float lane(float[] e, int at, int vectors) {
        int together = vectors / VECTORS * VECTORS;
        float sum = 0;
        for (int first = 0; first < Math.min(VECTORS, together); first++) {
            float own = 0;
            for (int vector = first; vector < together; vector += VECTORS) {
                own = rounded(own + e[at + vector * LANES]);
            }
            sum = rounded(sum + own);
        }
        for (int vector = together; vector < vectors; vector++) {
            sum = rounded(sum + e[at + vector * LANES]);
        }
        return sum;
    }

    private float wide(short x) {
        return isHalf ? Float.float16ToFloat(x) : Float.intBitsToFloat(x << 16);
    }

    private short narrow(float x) {
        return isHalf ? Float.floatToFloat16(x) : Conversion.bfloat16(x);
    }

    private float rounded(float x) {
        return wide(narrow(x));
    }
}
