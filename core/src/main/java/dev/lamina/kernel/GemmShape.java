package dev.lamina.kernel;

import java.util.Objects;

/**
 * Sizes and places of one product, cut into a grid of parts of C that threads compute on their own.
 *
 * <p>Element (i, p) of op(A) lies at {@code aOff + i * aRow + p * aStep}, element (p, j) of op(B) at
 * {@code bOff + p * bRow + j * bColumn}. A thread keeps its object and fills it anew for each product.
 */
abstract class GemmShape implements Parallel.Task {
    int m;
    int n;
    int k;
    int aOff;
    int aRow;
    int aStep;
    int bOff;
    int bRow;
    int bColumn;
    int cOff;
    int ldc;
    boolean accumulate;
    private final GemmGrid grid = new GemmGrid();

    final void sizes(int rows, int columns, int depth, boolean add) {
        m = rows;
        n = columns;
        k = depth;
        accumulate = add;
    }

    final void a(boolean transposed, int length, int off, int ld) {
        check("A", transposed ? k : m, transposed ? m : k, length, off, ld);
        aOff = off;
        aRow = transposed ? 1 : ld;
        aStep = transposed ? ld : 1;
    }

    final void b(boolean transposed, int length, int off, int ld) {
        check("B", transposed ? n : k, transposed ? k : n, length, off, ld);
        bOff = off;
        bRow = transposed ? 1 : ld;
        bColumn = transposed ? ld : 1;
    }

    final void c(int length, int off, int ld) {
        check("C", m, n, length, off, ld);
        cOff = off;
        ldc = ld;
    }

    /** Computes all of C, on as many threads as help. */
    final void share() {
        grid.plan(m, n, k, aStep == 1, bColumn == 1);
        Parallel.run(grid.parts(), this);
    }

    @Override
    public final void run(int part) {
        int row = grid.firstRow(part);
        int column = grid.firstColumn(part);
        part(row, grid.endRow(part) - row, column, grid.endColumn(part) - column);
    }

    /** Computes {@code rows} by {@code columns} elements of C from (row, column) on. */
    abstract void part(int row, int rows, int column, int columns);

    private static void check(String name, int rows, int columns, int length, int off, int ld) {
        if (rows < 0 || columns < 0 || ld < columns) {
            throw new IllegalArgumentException("MatMul: matrix " + name + " of shape [" + rows + "," + columns
                    + "] cannot lie with its rows " + ld + " elements apart");
        }
        long size = rows == 0 || columns == 0 ? 0 : (rows - 1L) * ld + columns;
        Objects.checkFromIndexSize((long) off, size, (long) length);
    }
}
