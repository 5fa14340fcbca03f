package dev.lamina.generator;

import static dev.lamina.generator.Source.sum;
import static dev.lamina.generator.Source.times;

import dev.lamina.generator.TileKind.Left;
import dev.lamina.generator.TileKind.Right;

/**
 * The method of one tile. Its sums are named locals, which the compiler keeps in registers (it would not do so with an array), and its
 * loop has a method of its own, so that nothing else competes for them. Without a step of k it does nothing, as the warm-up wants it.
 */
final class TileMethod {
    private static final String SUMS = "stuv";
    private static final String ROW_OF_B = "wxyz";

    private final TileKind kind;
    private final TileShape shape;
    private final Source out;

    private TileMethod(TileKind kind, TileShape shape, Source out) {
        this.kind = kind;
        this.shape = shape;
        this.out = out;
    }

    static void write(TileKind kind, TileShape shape, Source out) {
        new TileMethod(kind, shape, out).write();
    }

    private void write() {
        out.open("static void " + shape.method() + "(" + kind.parameters() + ")");
        out.open("if (k == 0)");
        out.line("return;");
        out.close();
        start();
        switch (kind.right) {
            case PANEL, PANEL_TO_SLOT, PANEL_IN_C -> panelLoop();
            case ROWS -> rowsLoop();
            case NARROW -> narrowLoop();
        }
        end();
        out.close();
    }

    private void start() {
        if (kind.startsFromSlot()) {
            out.line("long from = init & AlignedMemory.SLOT_MASK;");
        }
        for (int i = 0; i < shape.rows() * shape.vectors(); i++) {
            int row = i / shape.vectors();
            int vector = i % shape.vectors();
            String from = kind.startsFromSlot()
                    ? ofMemory(sum("from", times(i, "VECTOR")))
                    : ofArray("init", sum("initOff", times(row, "initLd"), times(vector, "W")));
            out.line("FloatVector " + SUMS.charAt(vector) + row + " = " + from + ";");
        }
    }

    /** In float32 a zero at the end of a chain is +0. */
    private void end() {
        if (kind.right == Right.PANEL_TO_SLOT) {
            out.line("long to = slot & AlignedMemory.SLOT_MASK;");
        }
        for (int i = 0; i < shape.rows() * shape.vectors(); i++) {
            int row = i / shape.vectors();
            int vector = i % shape.vectors();
            String to = kind.right == Right.PANEL_TO_SLOT
                    ? ".intoMemorySegment(AlignedMemory.MEMORY, " + sum("to", times(i, "VECTOR"))
                            + ", AlignedMemory.ORDER);"
                    : (kind.isDouble() ? "" : ".add(0f)") + ".intoArray(c, "
                            + sum("cOff", times(row, "ldc"), times(vector, "W")) + ");";
            out.line(SUMS.charAt(vector) + "" + row + to);
        }
    }

    private void panelLoop() {
        switch (shape.address()) {
            case MASKED -> maskedLoop();
            case INDEXED -> indexedLoop();
        }
    }

    private void maskedLoop() {
        out.line("long b = panel & DensePanels.MASK;");
        out.line("long row = 0;");
        if (kind.left == Left.PANEL) {
            out.line("int p = aOff;");
            out.open("for (int i = 0; i < k; i++)");
        } else {
            out.line("int end = aOff + k;");
            out.open("for (int p = aOff; p < end; p++)");
        }
        out.line("long at = b + (row & DensePanels.ROW_MASK);");
        out.line("row += " + times(shape.vectors(), "VECTOR") + ";");
        step(0, "VECTOR");
        if (kind.left == Left.PANEL) {
            out.line("p += " + shape.rows() + ";");
        }
        out.close();
    }

    private void indexedLoop() {
        int stride = kind.left == Left.PANEL ? shape.rows() : 1;
        out.line("int q = (int) ((panel & DensePanels.MASK) / Float.BYTES);");
        out.line("int end = " + sum("aOff", times(stride, "k")) + ";");
        out.open("for (int p = aOff; p < end; p += " + stride * shape.steps() + ")");
        out.line("long at = (long) q * Float.BYTES;");
        for (int step = 0; step < shape.steps(); step++) {
            step(step, "VECTOR");
        }
        out.line("q += " + times(shape.steps() * shape.vectors(), "W") + ";");
        out.close();
    }

    private void rowsLoop() {
        out.line("int at = bOff;");
        out.line("int end = aOff + k;");
        out.open("for (int p = aOff; p < end; p++)");
        step(0, "W");
        out.line("at += ldb;");
        out.close();
    }

    private void narrowLoop() {
        out.open("for (int p = 0; p < k; p++)");
        out.line("int at = p * W;");
        step(0, "W");
        out.close();
    }

    /** A step of k: a row of op(B), and then a number of each row of op(A), multiplied with it. */
    private void step(int step, String vectorSize) {
        for (int vector = 0; vector < shape.vectors(); vector++) {
            String at = sum("at", times(step * shape.vectors() + vector, vectorSize));
            out.line("FloatVector " + ROW_OF_B.charAt(vector) + step + " = "
                    + (kind.readsPanel() ? ofMemory(at) : ofArray(kind.right == Right.ROWS ? "b" : "packed", at))
                    + ";");
        }
        for (int row = 0; row < shape.rows(); row++) {
            String a = "a" + step + row;
            out.line("FloatVector " + a + " = FloatVector.broadcast(F, " + kind.leftArray() + "[" + left(step, row)
                    + "]);");
            for (int vector = 0; vector < shape.vectors(); vector++) {
                String s = SUMS.charAt(vector) + "" + row;
                out.line(s + " = " + a + ".fma(" + ROW_OF_B.charAt(vector) + step + ", " + s + ");");
            }
        }
    }

    /** Where a number of op(A) lies. */
    private String left(int step, int row) {
        String first = kind.right == Right.NARROW ? "aOff + p" : "p";
        return switch (kind.left) {
            case ROWS -> sum(first, times(step, "1"), times(row, "TileForm.LD"));
            case PANEL -> sum(first, times(step * shape.rows() + row, "1"));
            case COLUMNS -> sum("aOff + p * lda", times(row, "1"));
        };
    }

    private static String ofMemory(String at) {
        return "FloatVector.fromMemorySegment(F, AlignedMemory.MEMORY, " + at + ", AlignedMemory.ORDER)";
    }

    private static String ofArray(String array, String at) {
        return "FloatVector.fromArray(F, " + array + ", " + at + ")";
    }
}
