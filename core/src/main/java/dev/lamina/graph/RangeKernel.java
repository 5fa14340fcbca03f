package dev.lamina.graph;

import dev.lamina.tensor.Buffer;

/**
 * A kernel whose results can be computed range by range: element i of each output depends on the elements i of
 * the inputs that have as many elements, and on anything of the other inputs.
 *
 * <p>So the session runs several such kernels in turn on a range that a cache holds, rather than each on the whole.
 */
public interface RangeKernel extends Kernel {
    /** The number of elements of each output. */
    int size();

    /** Ranges begin at multiples of this. */
    default int unit() {
        return 1;
    }

    /** Comes before the ranges of a run. */
    void begin(Buffer[] inputs, Buffer[] outputs);

    /** Computes the elements {@code from} to {@code to} (exclusive); other threads may be at other ranges. */
    void run(int from, int to);

    /** Comes after the ranges of a run, also of one that failed. */
    void end();
}
