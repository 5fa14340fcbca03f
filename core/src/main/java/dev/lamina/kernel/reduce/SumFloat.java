package dev.lamina.kernel.reduce;

import dev.lamina.kernel.simd.Simd;
import dev.lamina.kernel.thread.Parallel;
import java.util.Arrays;

/** The float32 sums of {@link Sum}; a thread keeps one, with its scratch, from call to call. */
final class SumFloat implements Parallel.Task {
    private static final ThreadLocal<SumFloat> OF_THREAD = ThreadLocal.withInitial(SumFloat::new);
    private static final float[] NONE = {};

    private final float[] lanes = new float[Sum.LANES];
    private float[] partial = NONE;
    private float[] x = NONE;
    private float[] y = NONE;
    private int xOff;
    private int yOff;
    private int n;
    private int to;

    private SumFloat() {}

    static SumFloat get() {
        return OF_THREAD.get();
    }

    float all(float[] left, int leftOff, int count) {
        return dot(left, leftOff, NONE, 0, count);
    }

    /** Sums x, or the products of x and y if y is not empty. */
    float dot(float[] left, int leftOff, float[] right, int rightOff, int count) {
        if (count <= Sum.BLOCK) {
            return block(left, leftOff, right, rightOff, count);
        }
        int blocks = (count + Sum.BLOCK - 1) / Sum.BLOCK;
        reserve(blocks + blocks / Sum.BLOCK + 4);
        share(left, leftOff, right, rightOff, count, 0, blocks);
        int first = 0;
        while (blocks > 1) { // the sums of blocks are summed as the elements were
            int next = (blocks + Sum.BLOCK - 1) / Sum.BLOCK;
            share(partial, first, NONE, 0, blocks, first + blocks, next);
            first += blocks;
            blocks = next;
        }
        return partial[first];
    }

    private void reserve(int size) {
        if (partial.length < size) {
            partial = new float[size];
        }
    }

    private void share(float[] left, int leftOff, float[] right, int rightOff, int count, int first, int blocks) {
        x = left;
        y = right;
        xOff = leftOff;
        yOff = rightOff;
        n = count;
        to = first;
        Parallel.run((blocks + Sum.BLOCKS_A_TASK - 1) / Sum.BLOCKS_A_TASK, this);
        x = NONE;
        y = NONE;
    }

    @Override
    public void run(int task) {
        SumFloat own = get();
        int start = task * Sum.BLOCKS_A_TASK * Sum.BLOCK;
        for (int b = 0; b < Sum.BLOCKS_A_TASK && n - start > b * Sum.BLOCK; b++) {
            int i = start + b * Sum.BLOCK;
            int count = Math.min(Sum.BLOCK, n - i);
            partial[to + task * Sum.BLOCKS_A_TASK + b] = own.block(x, xOff + i, y, yOff + i, count);
        }
    }

    /** Sums a block: its lanes, then the lanes folded in halves. */
    float block(float[] left, int leftOff, float[] right, int rightOff, int count) {
        Arrays.fill(lanes, 0f);
        int bulk = count & -Sum.LANES;
        boolean product = right.length > 0;
        if (bulk > 0 && Simd.isEnabled()) {
            if (product) {
                LaneSums.dot(left, leftOff, right, rightOff, bulk, lanes);
            } else {
                LaneSums.sum(left, leftOff, bulk, lanes);
            }
        } else {
            for (int i = 0; i < bulk; i += Sum.LANES) {
                add(left, leftOff + i, right, rightOff + i, Sum.LANES, product);
            }
        }
        add(left, leftOff + bulk, right, rightOff + bulk, count - bulk, product);
        // Lanes without elements hold +0, which changes nothing: a short row need not fold them.
        int half = count >= Sum.LANES ? Sum.LANES / 2 : Integer.highestOneBit(Math.max(1, count - 1));
        for (; half > 0; half /= 2) {
            for (int j = 0; j < half; j++) {
                lanes[j] += lanes[j + half];
            }
        }
        return lanes[0];
    }

    private void add(float[] left, int leftOff, float[] right, int rightOff, int count, boolean product) {
        for (int j = 0; j < count && !product; j++) {
            lanes[j] += left[leftOff + j];
        }
        for (int j = 0; j < count && product; j++) {
            lanes[j] = Math.fma(left[leftOff + j], right[rightOff + j], lanes[j]);
        }
    }
}
