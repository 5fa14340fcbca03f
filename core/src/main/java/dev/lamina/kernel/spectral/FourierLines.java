package dev.lamina.kernel.spectral;

import dev.lamina.kernel.thread.Parallel;
import java.util.function.IntFunction;

/**
 * Transforms all lines along one axis of an array, float32 or float64, complex numbers as their parts in turn. They are computed in
 * float64, some at a time, side by side, so that the loops have vectors; each line by itself, so the bits do not depend on that.
 *
 * <p>The transform of real numbers of an even length is made of one of half that length, of even elements as real parts and
 * odd ones as imaginary parts.
 */
public final class FourierLines implements Parallel.Task {
    /** What goes in and what comes out. */
    public enum Form {
        COMPLEX,
        /** Real elements to the first half of their transform, of length n / 2 + 1, as the rest is its mirror image. */
        FROM_REAL,
        /** The other way round. */
        TO_REAL
    }

    /** How many lines are side by side, if they are short. */
    private static final int LANES = 8;

    private static final int TILE = 1 << 14;
    private static final int PARALLEL_FROM = 1 << 14;
    private static final int MOST_TASKS = 16;

    private final Form form;
    private final boolean isInverse;
    private final int length;
    private final int inner;
    private final int lines;
    private final int lanes;
    private final int blocks;
    private final int blocksPerTask;
    private final FourierTransform transform;
    private final Twiddles twiddles;
    private final double[][][] desks;
    private Object source = this;
    private Object target = this;

    /**
     * Transforms of one length.
     *
     * @param outer the elements of the axes before the one that is transformed, multiplied
     * @param length of the transform; that axis has as many elements, or length / 2 + 1 complex ones on the other side of real ones
     * @param inner the elements of the axes behind it
     * @param isInverse whether the exponent is positive and the result divided by the length
     * @param arrays gives arrays of a length that may hold anything
     */
    public FourierLines(Form form, boolean isInverse, int outer, int length, int inner, IntFunction<double[]> arrays) {
        this.form = form;
        this.isInverse = isInverse;
        this.length = length;
        this.inner = inner;
        transform = FourierTransform.of(isHalved() ? length / 2 : length);
        twiddles = Twiddles.of(form == Form.COMPLEX ? 1 : length);
        lines = outer * inner;
        lanes = Math.clamp(TILE / transform.space(), 1, Math.max(1, Math.min(LANES, lines)));
        blocks = Math.ceilDiv(lines, lanes);
        int tasks = (long) lines * length < PARALLEL_FROM ? 1 : Math.min(MOST_TASKS, blocks);
        blocksPerTask = Math.ceilDiv(blocks, Math.max(1, tasks));
        desks = new double[blocks == 0 ? 0 : Math.ceilDiv(blocks, blocksPerTask)][4][];
        for (double[][] desk : desks) {
            for (int i = 0; i < desk.length; i++) {
                desk[i] = arrays.apply(Math.multiplyExact(transform.space(), lanes));
            }
        }
    }

    private boolean isHalved() {
        return form != Form.COMPLEX && length % 2 == 0;
    }

    /** Transforms all lines of one array into another, both {@code float[]} or {@code double[]}; they may be the same if both are complex. */
    public void run(Object from, Object to) {
        source = from;
        target = to;
        Parallel.run(desks.length, this);
        source = this;
        target = this;
    }

    @Override
    public void run(int task) {
        double[][] desk = desks[task];
        int end = Math.min(blocks, (task + 1) * blocksPerTask);
        for (int block = task * blocksPerTask; block < end; block++) {
            int first = block * lanes;
            int count = Math.min(lanes, lines - first);
            for (int lane = 0; lane < count; lane++) {
                load(desk[0], desk[1], first + lane, lane, count);
            }
            if (isInverse) {
                transform.run(desk[1], desk[0], desk[3], desk[2], count);
            } else {
                transform.run(desk[0], desk[1], desk[2], desk[3], count);
            }
            for (int lane = 0; lane < count; lane++) {
                store(desk[0], desk[1], first + lane, lane, count);
            }
        }
    }

    private int base(int line, int count) {
        return line / inner * count * inner + line % inner;
    }

    private void load(double[] re, double[] im, int line, int lane, int count) {
        switch (form) {
            case COMPLEX -> {
                int at = base(line, length);
                for (int j = 0; j < length; j++) {
                    int place = 2 * (at + j * inner);
                    re[j * count + lane] = get(source, place);
                    im[j * count + lane] = get(source, place + 1);
                }
            }
            case FROM_REAL -> {
                int at = base(line, length);
                int step = isHalved() ? 2 : 1;
                for (int j = 0; j < length / step; j++) {
                    int place = at + j * step * inner;
                    re[j * count + lane] = get(source, place);
                    im[j * count + lane] = step == 2 ? get(source, place + inner) : 0;
                }
            }
            case TO_REAL -> {
                if (isHalved()) {
                    loadHalf(re, im, base(line, length / 2 + 1), lane, count);
                } else {
                    loadMirrored(re, im, base(line, length / 2 + 1), lane, count);
                }
            }
        }
    }

    /** An odd length: the second half is the first one's conjugate. */
    private void loadMirrored(double[] re, double[] im, int at, int lane, int count) {
        for (int k = 0; k <= length / 2; k++) {
            int place = 2 * (at + k * inner);
            double real = get(source, place);
            double imaginary = k == 0 ? 0 : get(source, place + 1);
            re[k * count + lane] = real;
            im[k * count + lane] = imaginary;
            if (k > 0) {
                re[(length - k) * count + lane] = real;
                im[(length - k) * count + lane] = -imaginary;
            }
        }
    }

    /** The transform of the even elements plus i times that of the odd ones. */
    private void loadHalf(double[] re, double[] im, int at, int lane, int count) {
        int half = length / 2;
        for (int k = 0; k < half; k++) {
            int place = 2 * (at + k * inner);
            int mirror = 2 * (at + (half - k) * inner);
            double ar = get(source, place);
            double ai = k == 0 ? 0 : get(source, place + 1);
            double br = get(source, mirror);
            double bi = k == 0 ? 0 : get(source, mirror + 1);
            double dr = 0.5 * (ar - br);
            double di = 0.5 * (ai + bi);
            double cos = twiddles.re[k];
            double sin = -twiddles.im[k];
            re[k * count + lane] = 0.5 * (ar + br) - (dr * sin + di * cos);
            im[k * count + lane] = 0.5 * (ai - bi) + (dr * cos - di * sin);
        }
    }

    private void store(double[] re, double[] im, int line, int lane, int count) {
        switch (form) {
            case COMPLEX -> {
                double scale = isInverse ? length : 1;
                int at = base(line, length);
                for (int k = 0; k < length; k++) {
                    int place = 2 * (at + k * inner);
                    set(target, place, re[k * count + lane] / scale);
                    set(target, place + 1, im[k * count + lane] / scale);
                }
            }
            case FROM_REAL -> {
                int at = base(line, length / 2 + 1);
                for (int k = 0; k <= length / 2; k++) {
                    if (isHalved()) {
                        storeOfHalf(re, im, k, 2 * (at + k * inner), lane, count);
                    } else {
                        set(target, 2 * (at + k * inner), re[k * count + lane]);
                        set(target, 2 * (at + k * inner) + 1, im[k * count + lane]);
                    }
                }
            }
            case TO_REAL -> {
                int at = base(line, length);
                int step = isHalved() ? 2 : 1;
                int scale = length / step;
                for (int j = 0; j < length / step; j++) {
                    int place = at + j * step * inner;
                    set(target, place, re[j * count + lane] / scale);
                    if (step == 2) {
                        set(target, place + inner, im[j * count + lane] / scale);
                    }
                }
            }
        }
    }

    /** Takes the transforms of even and odd elements apart, and puts them together as those of all. */
    private void storeOfHalf(double[] re, double[] im, int k, int place, int lane, int count) {
        int half = length / 2;
        int own = k % half * count + lane;
        int mirror = (half - k) % half * count + lane;
        double er = 0.5 * (re[own] + re[mirror]);
        double ei = 0.5 * (im[own] - im[mirror]);
        double or = 0.5 * (im[own] + im[mirror]);
        double oi = 0.5 * (re[mirror] - re[own]);
        double cos = twiddles.re[k];
        double sin = twiddles.im[k];
        set(target, place, er + (or * cos - oi * sin));
        set(target, place + 1, ei + (or * sin + oi * cos));
    }

    private static double get(Object array, int at) {
        return array instanceof float[] floats ? floats[at] : ((double[]) array)[at];
    }

    private static void set(Object array, int at, double value) {
        if (array instanceof float[] floats) {
            floats[at] = (float) value;
        } else {
            ((double[]) array)[at] = value;
        }
    }
}
