package dev.lamina.kernel.product;

import dev.lamina.kernel.thread.Parallel;

/**
 * How a product is shared among threads: C cut into a grid of about equal parts, one for each thread,
 * and each part into pieces, rows or else columns of it. A thread that has done its own pieces takes
 * those that are left of others, so that one which is held up does not hold up all.
 *
 * <p>Every piece packs its rows of A and its columns of B for itself: that needs no meeting of the
 * threads, and costs little as long as parts are not slivers, which the estimate below sees to, and
 * pieces are the blocks that a thread would make of its part in any case.
 */
final class GemmGrid {
    /**
     * In units of the time of one multiply-add of one element, as are all. It costs less to pack a row of A, but rows are shared out
     * where nothing else speaks against it: they stay with their thread from layer to layer, and what an update behind the
     * product reads and writes, such as a weight, are long runs then. In runs of half a row the update took twice the time.
     */
    private static final double PACK_A = 30;

    static final double PACK_B = 8;
    static final double TRANSPOSE_B = 11;
    private static final double HAND_OVER = 100_000;

    // Tiles are best with an even number of rows, and are four vectors of up to 512 bits wide; half a tile is left to
    // narrow ones.
    private static final int ROW_UNIT = 4;
    private static final int COLUMN_UNIT = 32;

    private int m;
    private int n;
    private int down;
    private int across;
    private int piecesDown;
    private int piecesAcross;
    private double packB;
    private double multiply;

    /**
     * Makes the grid.
     *
     * @param packB what it costs to make ready an element of B, in the units above
     * @param multiply what a multiply-add of one element costs; less than 1 if those with a zero are left out
     */
    void plan(int m, int n, int k, double packB, double multiply) {
        this.m = m;
        this.n = n;
        this.packB = packB;
        this.multiply = multiply;
        piecesDown = 1;
        piecesAcross = 1;
        choose(k, Parallel.threads());
    }

    /** The columns of the largest part. */
    int partColumns() {
        return (int) Math.min(n, largest(n, COLUMN_UNIT, across));
    }

    /** Cuts parts into pieces of at most so many rows, or so many columns if a part has no more rows than that. */
    void cutParts(int rows, int columns) {
        piecesDown = (int) Math.ceilDiv(largest(m, ROW_UNIT, down), (long) rows);
        piecesAcross = piecesDown > 1 ? 1 : Math.ceilDiv(partColumns(), columns);
    }

    private void choose(int k, int threads) {
        down = 1;
        across = 1;
        double best = cost(k, 1, 1);
        for (int r = 1; r <= threads; r++) {
            int s = threads / r;
            double cost = HAND_OVER + cost(k, r, s);
            if (cost < best) {
                best = cost;
                down = r;
                across = s;
            }
        }
    }

    private double cost(int k, int r, int s) {
        double rows = (double) largest(m, ROW_UNIT, r);
        double columns = (double) largest(n, COLUMN_UNIT, s);
        return k * (multiply * rows * columns + PACK_A * rows + packB * columns);
    }

    /** Rows or columns of the largest of {@code parts} parts, with padding to whole units. */
    private static long largest(int size, int unit, int parts) {
        long units = (size + (long) unit - 1) / unit;
        return (units + parts - 1) / parts * unit;
    }

    int parts() {
        return down * across;
    }

    /** How many pieces a part has: all have the same number, but pieces may be empty. */
    int pieces() {
        return piecesDown * piecesAcross;
    }

    int firstRow(int part, int piece) {
        return cut(m, ROW_UNIT, part / across * piecesDown + piece / piecesAcross, down * piecesDown);
    }

    int endRow(int part, int piece) {
        return cut(m, ROW_UNIT, part / across * piecesDown + piece / piecesAcross + 1, down * piecesDown);
    }

    int firstColumn(int part, int piece) {
        return cut(n, COLUMN_UNIT, part % across * piecesAcross + piece % piecesAcross, across * piecesAcross);
    }

    int endColumn(int part, int piece) {
        return cut(n, COLUMN_UNIT, part % across * piecesAcross + piece % piecesAcross + 1, across * piecesAcross);
    }

    private static int cut(int size, int unit, int part, int parts) {
        long units = (size + (long) unit - 1) / unit;
        return (int) Math.min(size, units * part / parts * unit);
    }
}
