package dev.lamina.generator;

import static dev.lamina.generator.Source.sum;
import static dev.lamina.generator.Source.times;

import java.util.List;

/**
 * The tiles of convolutions, which read images where they lie. Their sums are named locals, as those of {@link TileMethod}: a row is a patch, or
 * an element of one, a column a vector of filters.
 */
enum ConvolutionTiles {
    PATCHES(
            "TapTiles",
            List.of(new Size(5, 2), new Size(4, 2), new Size(12, 1), new Size(8, 1), new Size(7, 1)),
            """
            Tiles of a convolution: patches one after the other in a line, times filters that lie as {@code [k][vectors]}. Element p of the first patch lies
            at {@code at + taps[p]} in {@code x}, and that of the next behind it.

            <p>Each element is one chain of FMAs over ascending k that starts from +0, and a zero at its end is +0.
            """,
            "int k, int[] taps, float[] x, int at, float[] b, int from, float[] y, int to, int ld") {
        @Override
        void loop(Size size, Source out) {
            start(size, out, i -> "FloatVector.zero(F)");
            out.open("for (int p = 0; p < k; p++)");
            out.line("int tap = at + taps[p];");
            out.line("int q = from + p * " + times(size.vectors, "W") + ";");
            step(size, out, "b", row -> sum("tap", "" + row));
            out.close();
            end(size, out, ".add(0f)");
        }
    },
    ELEMENTS(
            "PatchTiles",
            List.of(new Size(5, 2), new Size(8, 1)),
            """
            Tiles of a convolution's gradient by its filters: elements of patches, times the gradient of the result. Element i of the patch at place p of
            a line lies at {@code at + taps[tap + i] + p} in {@code x}, lines {@code step} apart; gradients lie one after the other, {@code ld} apart.

            <p>Each element is one chain of FMAs over all places that goes on from what is in {@code y}.
            """,
            "int lines, int k, int[] taps, int tap, float[] x, int at, int step, float[] b, int from, int ld, float[] y, int to") {
        @Override
        void loop(Size size, Source out) {
            start(size, out, i -> "FloatVector.fromArray(F, y, " + sum("to", times(i, "W")) + ")");
            for (int row = 0; row < size.rows; row++) {
                out.line("int x" + row + " = at + taps[" + sum("tap", "" + row) + "];");
            }
            out.open("for (int line = 0; line < lines; line++)");
            out.line("int first = line * step;");
            out.line("int place = from + line * k * ld;");
            out.open("for (int p = 0; p < k; p++)");
            out.line("int q = place + p * ld;");
            step(size, out, "b", row -> "x" + row + " + first + p");
            out.close();
            out.close();
            end(size, out, "");
        }
    };

    /** The package of these tiles. */
    static final String PACKAGE = "dev.lamina.kernel.convolution";

    private static final String SUMS = "stuv";
    private static final String ROW_OF_B = "fghi";

    /** The class's name. */
    final String className;

    @SuppressWarnings("ImmutableEnumChecker") // lists that nobody can change
    private final List<Size> sizes;

    private final String doc;
    private final String parameters;

    ConvolutionTiles(String className, List<Size> sizes, String doc, String parameters) {
        this.className = className;
        this.sizes = sizes;
        this.doc = doc;
        this.parameters = parameters;
    }

    /** The rows of a tile, and how many vectors wide it is. */
    record Size(int rows, int vectors) {}

    /** Text by a number. */
    interface ByNumber {
        String of(int number);
    }

    abstract void loop(Size size, Source out);

    /** The source of the class. */
    String text() {
        Source out = new Source();
        out.line("package " + PACKAGE + ";");
        out.line("");
        out.line("import dev.lamina.kernel.simd.Lanes;");
        out.line("import jdk.incubator.vector.FloatVector;");
        out.line("import jdk.incubator.vector.VectorSpecies;");
        out.line("");
        out.doc(doc + "\n<p>" + Generator.NOTE);
        out.open("final class " + className);
        out.line("private static final VectorSpecies<Float> F = Lanes.FLOAT;");
        out.line("private static final int W = Lanes.WIDTH;");
        out.line("");
        out.line("private " + className + "() {}");
        for (Size size : sizes) {
            out.line("");
            out.line("/** A tile of " + size.rows + " rows by " + size.vectors + " vectors. */");
            out.open("static void tile" + size.rows + "x" + size.vectors + "(" + parameters + ")");
            out.open("if (k == 0)");
            out.line("return;");
            out.close();
            loop(size, out);
            out.close();
        }
        out.close();
        return out.toString();
    }

    private static String name(Size size, int number) {
        return SUMS.charAt(number % size.vectors) + "" + number / size.vectors;
    }

    private static void start(Size size, Source out, ByNumber from) {
        for (int i = 0; i < size.rows * size.vectors; i++) {
            out.line("FloatVector " + name(size, i) + " = " + from.of(i) + ";");
        }
    }

    private static void step(Size size, Source out, String b, ByNumber left) {
        for (int vector = 0; vector < size.vectors; vector++) {
            out.line("FloatVector " + ROW_OF_B.charAt(vector) + " = FloatVector.fromArray(F, " + b + ", "
                    + sum("q", times(vector, "W")) + ");");
        }
        for (int row = 0; row < size.rows; row++) {
            out.line("FloatVector a" + row + " = FloatVector.broadcast(F, x[" + left.of(row) + "]);");
            for (int vector = 0; vector < size.vectors; vector++) {
                String s = name(size, row * size.vectors + vector);
                out.line(s + " = a" + row + ".fma(" + ROW_OF_B.charAt(vector) + ", " + s + ");");
            }
        }
    }

    void end(Size size, Source out, String last) {
        for (int i = 0; i < size.rows * size.vectors; i++) {
            String at = this == PATCHES
                    ? sum("to", times(i / size.vectors, "ld"), times(i % size.vectors, "W"))
                    : sum("to", times(i, "W"));
            out.line(name(size, i) + last + ".intoArray(y, " + at + ");");
        }
    }
}
