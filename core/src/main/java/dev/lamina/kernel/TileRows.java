package dev.lamina.kernel;

/**
 * The rows of a block of C, divided among tiles: tall ones, and as many low ones as leave the fewest
 * rows over, that is none if their number is a multiple of 4 (100 is 7 times 12 and 2 times 8).
 */
final class TileRows {
    private static final boolean HAS_32_REGISTERS =
            Lanes.FLOAT.vectorBitSize() >= 512 || System.getProperty("os.arch").equals("aarch64");

    /** The rows of a tile two vectors wide. */
    static final int TALL = HAS_32_REGISTERS ? 12 : 6;

    private static final int LOW = HAS_32_REGISTERS ? 8 : 6;

    /** The rows of a tile one vector wide. */
    static final int NARROW = 12;

    private int first;
    private int rows;
    private int tall;
    private int count;
    private int tallRows;
    private int lowRows;

    /** Divides {@code rows} rows from {@code first} on. */
    void divide(int first, int rows, boolean isNarrow) {
        this.first = first;
        this.rows = rows;
        tallRows = isNarrow ? NARROW : TALL;
        lowRows = isNarrow ? NARROW : LOW;
        if (tallRows == lowRows) {
            tall = Math.ceilDiv(rows, tallRows);
            count = tall;
        } else {
            int quarters = Math.ceilDiv(rows, 4);
            int low = quarters == 1 ? 1 : (3 - quarters % 3) % 3;
            tall = (quarters - 2 * low) / 3;
            count = tall + low;
        }
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
