package dev.lamina.generator;

import java.util.List;

/** The classes of tiles. What the tiles of one read and write is the same; they differ in numbers. */
public enum TileKind {
    ROW("RowTiles", Left.ROWS, Right.PANEL, """
            Tiles of C: rows of op(A) that lie one after the other, {@link TileForm#LD} apart, times a panel of op(B) in {@link DensePanels}. An A
            that is stored row by row is copied so faster than transposed.

            <p>Each element is one chain of FMAs over ascending k that starts from what the slot {@code init} of {@link AlignedMemory} holds: zeros,
            or what {@link PartialRowTiles} left there.
            """),
    COLUMN("ColumnTiles", Left.PANEL, Right.PANEL, """
            Tiles of C as {@link RowTiles}, but of columns of op(A), packed as {@code [k][rows]}.
            """),
    PARTIAL_ROW("PartialRowTiles", Left.ROWS, Right.PANEL_TO_SLOT, """
            Tiles as {@link RowTiles}, whose chains go on in the next block of k: they end in a slot of {@link AlignedMemory}, not in C. From
            there the next block reads them with whole lines of the cache, one after the other; in C they would lie across two lines, and the
            rows of a tile in as many pages.
            """),
    PARTIAL_COLUMN("PartialColumnTiles", Left.PANEL, Right.PANEL_TO_SLOT, """
            Tiles as {@link ColumnTiles}, whose chains end in a slot as those of {@link PartialRowTiles}.
            """),
    DIRECT("DirectTiles", Left.ROWS, Right.ROWS, """
            Tiles of C as {@link RowTiles}, but of a B that is read where it lies, its rows {@code ldb} apart: for few rows of op(A), for which
            packing op(B) would take as long as the product. Chains start from {@code init}.
            """),
    NARROW_ROW("NarrowRowTiles", Left.ROWS, Right.NARROW, """
            Tiles of C one vector wide, for a C with few columns, as a layer of ten classes has: of rows of op(A) as {@link RowTiles} has them,
            and of a panel of op(B) at the beginning of {@code packed}. Chains start from {@code init}.
            """),
    NARROW_COLUMN("NarrowColumnTiles", Left.COLUMNS, Right.NARROW, """
            Tiles as {@link NarrowRowTiles}, of an A that lies column by column, {@code lda} apart.
            """),
    DOUBLE("DoubleTiles", Left.ROWS, Right.PANEL_IN_C, """
            Tiles of a float64 C: rows of op(A) that lie one after the other, {@link TileForm#LD} apart, times a panel of op(B) in {@link DoublePanels}.
            Chains start from {@code init}, which is C itself, or zeros with a row stride of 0.
            """);

    /** Where numbers of op(A) lie. */
    public enum Left {
        /** In rows a constant distance apart. */
        ROWS,
        /** In a panel, those of a step of k one after the other. */
        PANEL,
        /** As in a panel, but the steps are some distance apart. */
        COLUMNS
    }

    /** Where op(B) lies. */
    public enum Right {
        /** In a panel in aligned memory; chains start from a slot there, and end in C. */
        PANEL,
        /** The same, but chains end in a slot too. */
        PANEL_TO_SLOT,
        /** The same, but chains start from an array. */
        PANEL_IN_C,
        /** In rows some distance apart; chains start from an array and end in C. */
        ROWS,
        /** In a panel one vector wide, in an array; chains start from an array and end in C. */
        NARROW
    }

    /** The name of the class. */
    public final String className;

    final Left left;
    final Right right;
    final String doc;

    TileKind(String className, Left left, Right right, String doc) {
        this.className = className;
        this.left = left;
        this.right = right;
        this.doc = doc;
    }

    /** The tiles of a machine. */
    public List<TileShape> tiles(Machine machine) {
        return switch (right) {
            case PANEL, PANEL_TO_SLOT, PANEL_IN_C -> List.of(machine.tile(Machine.TALL), machine.tile(Machine.LOW));
            case ROWS -> List.of(new TileShape(Machine.LOW, machine.vectors(), 1, PanelAddress.MASKED));
            case NARROW -> List.of(new TileShape(Machine.NARROW, 1, 1, PanelAddress.MASKED));
        };
    }

    /** Whether a panel in aligned memory is read. */
    boolean readsPanel() {
        return right == Right.PANEL_IN_C || startsFromSlot();
    }

    /** Whether chains start from a slot in aligned memory. */
    boolean startsFromSlot() {
        return right == Right.PANEL || right == Right.PANEL_TO_SLOT;
    }

    /** Whether numbers are float64. */
    boolean isDouble() {
        return this == DOUBLE;
    }

    /** The array in which numbers of op(A) lie. */
    String leftArray() {
        return this == NARROW_ROW ? "packed" : "a";
    }

    /** The parameters of a tile's method. */
    String parameters() {
        return "int k, " + leftParameters() + ", " + rightParameters();
    }

    private String leftParameters() {
        String panel = this == NARROW_COLUMN ? "float[] packed, " : "";
        return panel + "float[] " + leftArray() + ", int aOff" + (left == Left.COLUMNS ? ", int lda" : "");
    }

    private String rightParameters() {
        String toC = "float[] c, int cOff, int ldc";
        String fromArray = "float[] init, int initOff, int initLd, ";
        return switch (right) {
            case PANEL -> "int panel, int init, " + toC;
            case PANEL_TO_SLOT -> "int panel, int init, int slot";
            case PANEL_IN_C -> "int panel, " + fromArray + toC;
            case ROWS -> "float[] b, int bOff, int ldb, " + fromArray + toC;
            case NARROW -> fromArray + toC;
        };
    }

    /** The same as arguments. */
    String arguments() {
        return parameters().replaceAll("(int|float\\[]) ", "");
    }
}
