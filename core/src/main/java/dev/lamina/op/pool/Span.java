package dev.lamina.op.pool;

/**
 * Windows along one axis: window {@code o} covers the places {@code from(o)} to {@code to(o)} (exclusive) of the input, which has
 * {@code in} of them; what lies in the padding is left out.
 *
 * @param in the input's extent
 * @param out the number of windows
 * @param size how long a window is
 * @param stride how far apart windows begin
 * @param before how much padding lies before the input
 */
record Span(int in, int out, int size, int stride, int before) {
    /** An axis along which nothing is pooled. */
    static Span single(int in) {
        return new Span(in, in, 1, 1, 0);
    }

    /** The first place of a window. */
    int from(int window) {
        return Math.clamp((long) window * stride - before, 0, in);
    }

    /** The place behind the last of a window. */
    int to(int window) {
        return Math.clamp((long) window * stride - before + size, 0, in);
    }

    /** The first window that covers a place. */
    int firstAt(int place) {
        long end = (long) place + before - size;
        return end < 0 ? 0 : (int) Math.min(out, end / stride + 1);
    }

    /** The window behind the last that covers a place. */
    int endAt(int place) {
        return (int) Math.min(out, ((long) place + before) / stride + 1);
    }

    /** The first window that lies within the input, or {@link #endWithin}. */
    int firstWithin() {
        return Math.min(Math.ceilDiv(before, stride), endWithin());
    }

    /** The window behind the last that lies within the input. */
    int endWithin() {
        return Math.clamp(Math.floorDiv((long) in + before - size, (long) stride) + 1, 0, out);
    }

    /** Says whether all windows lie within the input and none overlaps another. */
    boolean isCut() {
        return size <= stride && before == 0 && endWithin() == out;
    }
}
