package dev.lamina.kernel.product;

import dev.lamina.kernel.thread.Parallel;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Sizes and places of one product, cut into a grid of parts of C that threads compute on their own.
 *
 * <p>Element (i, p) of op(A) lies at {@code aOff + i * aRow + p * aStep}, element (p, j) of op(B) at
 * {@code bOff + p * bRow + j * bColumn}. A thread keeps its object and fills it anew for each product.
 */
abstract class GemmShape implements Parallel.Task {
    private static final int DISTANCE = 32;

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

    /** The next piece of each part that nobody has taken, two cache lines apart. */
    private AtomicIntegerArray next = new AtomicIntegerArray(0);

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

    /** Says that op(A) is made row by row, or column by column if it is transposed. */
    final void gatheredA(boolean transposed) {
        aOff = 0;
        aRow = transposed ? 1 : k;
        aStep = transposed ? Math.max(m, 2) : 1; // only 1 says that rows are made
    }

    /** Says that C lies nowhere. */
    final void passingC() {
        cOff = 0;
        ldc = n;
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
        grid.plan(m, n, k, costOfB(), costOfTerm());
        int parts = grid.parts();
        if (parts > 1) {
            grid.cutParts(blockRows(grid.partColumns()), blockColumns(grid.partColumns()));
        }
        if (next.length() < parts * DISTANCE) {
            next = new AtomicIntegerArray(parts * DISTANCE);
        }
        for (int part = 0; part < parts; part++) {
            next.set(part * DISTANCE, 0);
        }
        Parallel.run(parts, this);
    }

    /** What it costs to make ready an element of B, in the grid's units. */
    double costOfB() {
        return bColumn == 1 ? GemmGrid.PACK_B : GemmGrid.TRANSPOSE_B;
    }

    /** What a multiply-add costs, in the grid's units. */
    double costOfTerm() {
        return 1;
    }

    /** Computes a thread's own part, and then what is left of the others. */
    @Override
    public final void run(int own) {
        int parts = grid.parts();
        int pieces = grid.pieces();
        for (int i = 0; i < parts; i++) {
            int part = (own + i) % parts;
            int piece = next.getAndIncrement(part * DISTANCE);
            while (piece < pieces) {
                piece(part, piece);
                piece = next.getAndIncrement(part * DISTANCE);
            }
        }
    }

    private void piece(int part, int piece) {
        int row = grid.firstRow(part, piece);
        int rows = grid.endRow(part, piece) - row;
        int column = grid.firstColumn(part, piece);
        int columns = grid.endColumn(part, piece) - column;
        if (rows > 0 && columns > 0) {
            compute(row, rows, column, columns);
        }
    }

    /** Computes {@code rows} by {@code columns} elements of C from (row, column) on. */
    abstract void compute(int row, int rows, int column, int columns);

    /** The most rows of the blocks in which a part with so many columns is computed. */
    abstract int blockRows(int columns);

    /** The most columns of these blocks. */
    abstract int blockColumns(int columns);

    private static void check(String name, int rows, int columns, int length, int off, int ld) {
        if (rows < 0 || columns < 0 || ld < columns) {
            throw new IllegalArgumentException("MatMul: matrix " + name + " of shape [" + rows + "," + columns
                    + "] cannot lie with its rows " + ld + " elements apart");
        }
        long size = rows == 0 || columns == 0 ? 0 : (rows - 1L) * ld + columns;
        Objects.checkFromIndexSize((long) off, size, (long) length);
    }
}
