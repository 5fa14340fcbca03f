package dev.lamina.op.rnn;

import dev.lamina.graph.KernelContext;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.Shape;

/**
 * The extents of a long short-term memory whose operands begin with x, cs_prev, h_prev, w, wci, wcf, wco and b.
 *
 * @param first the input that is x
 * @param steps how long a sequence is; 1 for a cell
 */
record LstmSizes(int first, int steps, int batch, int inputs, int units) {
    static LstmSizes of(KernelContext c, int first) {
        Shape x = c.inputShape(first);
        int rank = x.rank();
        return new LstmSizes(first, rank == 3 ? (int) x.dim(0) : 1, (int) x.dim(rank - 2), (int) x.dim(rank - 1), (int)
                c.inputShape(first + 1).dim(1));
    }

    /** All elements of a state of all steps. */
    int size() {
        return steps * batch * units;
    }

    /** The elements of a state of one step. */
    int state() {
        return batch * units;
    }

    /** The elements of all gates of one step. */
    int gates() {
        return 4 * batch * units;
    }

    /**
     * Checks the operands and gives the shape of a state of all steps.
     *
     * @param first the input that is x: of rank 2 if it is the first of all, else of rank 3
     */
    static Shape check(ShapeContext c, int first) {
        Shape x = c.withRank(first, first == 0 ? 2 : 3, "x");
        int rank = x.rank();
        Shape state = c.withRank(first + 1, 2, "cs_prev");
        Shape h = c.withRank(first + 2, 2, "h_prev");
        Shape w = c.withRank(first + 3, 2, "w");
        Shape b = c.withRank(first + 7, 1, "b");
        long batch = known(x.dim(rank - 2), state.dim(0), h.dim(0));
        long quarter = b.dim(0) < 0 ? -1 : b.dim(0) / 4;
        long units = known(state.dim(1), h.dim(1), quarter);
        require(c, "cs_prev.dims(0)", state.dim(0), "batch_size", batch);
        require(c, "h_prev.dims(0)", h.dim(0), "batch_size", batch);
        require(c, "cs_prev.dims(1)", state.dim(1), "cell_size", units);
        require(c, "h_prev.dims(1)", h.dim(1), "cell_size", units);
        if (units >= 0) {
            require(c, "b.dim_size(0)", b.dim(0), "cell_size * 4", 4 * units);
            require(c, "w.dim_size(1)", w.dim(1), "cell_size * 4", 4 * units);
            if (x.dim(rank - 1) >= 0) {
                require(c, "w.dim_size(0)", w.dim(0), "input_size + cell_size", x.dim(rank - 1) + units);
            }
        }
        for (int i = 4; i < 7; i++) {
            Shape peephole = c.withRank(first + i, 1, "wci, wcf and wco");
            require(c, "wci, wcf and wco: dim_size(0)", peephole.dim(0), "cell_size", units);
        }
        Shape one = Shape.of(batch, units);
        return first == 0 ? one : x.slice(0, 1).concat(one);
    }

    /** The first of several extents that is known. */
    static long known(long... dims) {
        for (long dim : dims) {
            if (dim >= 0) {
                return dim;
            }
        }
        return -1;
    }

    /** Requires that an extent is what it has to be, where both are known. */
    static void require(ShapeContext c, String what, long actual, String name, long expected) {
        if (actual >= 0 && expected >= 0 && actual != expected) {
            throw c.error(what + " != " + name + ": " + actual + " vs. " + expected);
        }
    }

    /** Requires that these inputs have the shape of a state. */
    static void requireStates(ShapeContext c, int from, int to, Shape state) {
        for (int i = from; i < to; i++) {
            if (!c.shape(i).isCompatibleWith(state)) {
                throw c.error("states and their gradients must be of shape " + state + ", but input " + i + " is "
                        + c.shape(i));
            }
        }
    }
}
