package dev.lamina.kernel.array;

/** How much of a matrix is 0, by samples. */
public final class Sparsity {
    /** Cache lines looked at, and numbers in each. */
    private static final int LINES = 32;

    private static final int LINE = 16;

    /** With no zero in so many lines it is taken for dense: each line that is not in a cache costs time. */
    private static final int FIRST_LINES = 8;

    private Sparsity() {}

    /**
     * The share of numbers that are not 0.
     *
     * @param rows the rows as they are stored, {@code ld} apart
     */
    public static double density(float[] x, int off, int rows, int columns, int ld) {
        int length = Math.min(LINE, columns);
        int found = 0;
        for (int line = 0; line < LINES; line++) {
            if (line == FIRST_LINES && found == FIRST_LINES * length) {
                return 1;
            }
            int row = (int) ((long) rows * (line * 5 % LINES) / LINES);
            int column = (int) ((columns - length + 1L) * (line * 13 % LINES) / LINES);
            int from = off + row * ld + column;
            for (int i = from; i < from + length; i++) {
                int withoutSign = Float.floatToRawIntBits(x[i]) << 1;
                found += (withoutSign | -withoutSign) >>> 31;
            }
        }
        return found / (double) (LINES * length);
    }
}
