package dev.lamina.op.kernel;

import dev.lamina.graph.KernelContext;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;

/**
 * Folds rows into one, element by element, by an operation's two-line loop {@code y = y op x}.
 *
 * <p>Several rows are taken at a time, so that the loop has long blocks to work on even where a row is a
 * single element; what they leave is halved until one row is left. The order depends on the number of rows
 * and their length alone, so the bits do too.
 */
public final class Fold {
    /** About how many elements the loop is given at a time. */
    private static final int BLOCK = 512;

    /** As a {@link Loops.OffsetFloat} and its kin, with its types forgotten. */
    public interface Step {
        void run(Object x, int i, Object y, int o, int n);
    }

    private final Step step;
    private final int unit;
    private final int group;

    /** For rows of {@code unit} elements, at most {@code count} of them. */
    public Fold(Step step, int unit, int count) {
        this.step = step;
        this.unit = unit;
        int rows = 1;
        while (2 * rows <= count && 2L * rows * unit <= BLOCK) {
            rows *= 2;
        }
        group = rows;
    }

    /** Space that {@link #run} needs, of its own for each thread. */
    public Object scratch(KernelContext c, DType type) {
        return c.workspace(type, Shape.of(group == 1 ? 0 : group * unit)).array();
    }

    /** Says whether a row may be folded in several parts, column by column. */
    public boolean splits() {
        return group == 1;
    }

    /**
     * Folds {@code count > 0} rows of {@code x} into one of {@code y}: its elements {@code from} to {@code to}
     * (exclusive), which are all of them unless {@link #splits}.
     */
    public void run(Object x, int i, int count, Object y, int o, int from, int to, Object scratch) {
        if (group == 1) {
            System.arraycopy(x, i + from, y, o + from, to - from);
            for (int row = 1; row < count; row++) {
                step.run(x, i + row * unit + from, y, o + from, to - from);
            }
            return;
        }
        int rows = Math.min(group, Integer.highestOneBit(count));
        int block = rows * unit;
        System.arraycopy(x, i, scratch, 0, block);
        int end = i + count * unit;
        int at = i + block;
        for (; at + block <= end; at += block) {
            step.run(x, at, scratch, 0, block);
        }
        if (at < end) {
            step.run(x, at, scratch, 0, end - at);
        }
        for (int half = block / 2; half >= unit; half /= 2) {
            step.run(scratch, half, scratch, 0, half);
        }
        System.arraycopy(scratch, 0, y, o, unit);
    }
}
