package dev.lamina.generator;

/**
 * The numbers of a tile.
 *
 * @param rows its rows
 * @param vectors how many vectors wide it is
 * @param steps the steps of k in a turn of its loop
 * @param address how its loop reads a panel of op(B) in aligned memory
 */
public record TileShape(int rows, int vectors, int steps, PanelAddress address) {
    public TileShape {
        if (address == PanelAddress.MASKED && steps > 1) {
            throw new IllegalArgumentException("a turn of a loop by masked offsets has one step, and not " + steps);
        }
    }

    /** The method that computes it. */
    public String method() {
        return "tile" + rows + "x" + vectors + "x" + steps;
    }

    /** The vector registers that the sums, a row of op(B) and a number of op(A) take. */
    int registers() {
        return rows * vectors + vectors + 1;
    }
}
