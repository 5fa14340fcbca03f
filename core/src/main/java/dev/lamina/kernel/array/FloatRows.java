package dev.lamina.kernel.array;

/**
 * A matrix that lies nowhere as a whole: its rows are made when they are wanted, as those of the patches of an image are. Several threads
 * ask for rows at a time.
 */
@FunctionalInterface
public interface FloatRows {
    /**
     * Writes a block of the matrix.
     *
     * @param row the first row, of {@code rows}
     * @param column the first column, of {@code columns}
     * @param to where in {@code out} the first row begins
     * @param ld the distance there from one row to the next
     */
    void copy(int row, int rows, int column, int columns, float[] out, int to, int ld);
}
