package dev.lamina.kernel.product;

/**
 * The rows of a block of C, divided among tiles: tall ones, and as many low ones as leave the fewest
 * rows over, that is none if their number is even (100 is 16 times 6 and 4); or all of one height.
 */
final class RowDivision {
    private int first;
    private int rows;
    private int tall;
    private int count;
    private int tallRows;
    private int lowRows;

    /** Divides {@code rows} rows from {@code first} on. */
    void divide(int first, int rows) {
        divide(first, rows, TileForm.TALL, TileForm.LOW, low(rows));
    }

    /** Divides them among tiles of one height. */
    void divide(int first, int rows, int height) {
        divide(first, rows, height, height, 0);
    }

    private void divide(int from, int number, int high, int flat, int flats) {
        first = from;
        rows = number;
        tallRows = high;
        lowRows = flat;
        tall = Math.ceilDiv(Math.max(0, rows - flats * flat), high);
        count = tall + flats;
    }

    /** As many low tiles as leave no row over, or one. */
    private static int low(int rows) {
        int pairs = Math.ceilDiv(rows, 2);
        return pairs <= 2 ? 1 : (3 - pairs % 3) % 3;
    }

    int rows() {
        return rows;
    }

    int count() {
        return count;
    }

    int height(int tile) {
        return tile < tall ? tallRows : lowRows;
    }

    /** How many rows of all tiles lie before a tile. */
    int offset(int tile) {
        return Math.min(tile, tall) * tallRows + Math.max(0, tile - tall) * lowRows;
    }

    /** A tile's first row. */
    int row(int tile) {
        return first + offset(tile);
    }

    /** How many of a tile's rows exist. */
    int real(int tile) {
        return Math.min(height(tile), rows - offset(tile));
    }
}
