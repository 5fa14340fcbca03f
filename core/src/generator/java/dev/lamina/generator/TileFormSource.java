package dev.lamina.generator;

/** The table as a class, by which a process chooses its tiles. */
final class TileFormSource {
    private static final String CHOICE = """

            /** The tiles of this process. */
            static final TileForm CHOSEN = of(Lanes.FLOAT.vectorBitSize(), System.getProperty("os.arch", ""));

            /** How many vectors wide they are, but those of {@link NarrowRowTiles} and {@link NarrowColumnTiles}. */
            static final int VECTORS = CHOSEN.vectors;

            /** The steps of k in a turn of their loops. Panels are filled up to whole turns with zeros, which change no bit. */
            static final int STEPS = CHOSEN.steps;

            /** The columns of a tile as wide as that. */
            static final int COLUMNS = VECTORS * Lanes.WIDTH;

            /** The distance of rows of op(A): a constant, so that one address serves all, and not a multiple of a page. */
            static final int LD = PackedGemm.BLOCK_K + 8;

            private final int vectorBits;
            private final int registers;
            private final int vectors;
            private final int steps;

            TileForm(int vectorBits, int registers, int vectors, int steps) {
                this.vectorBits = vectorBits;
                this.registers = registers;
                this.vectors = vectors;
                this.steps = steps;
            }

            /** The tiles for vectors of so many bits on an architecture: for that number of registers, and vectors as wide or else less wide. */
            static TileForm of(int bits, String architecture) {
                int available = bits >= 512 || architecture.equals("aarch64") ? 32 : 16;
                return Arrays.stream(values())
                        .filter(form -> form.registers == available && form.vectorBits <= bits)
                        .max(Comparator.comparingInt(form -> form.vectorBits))
                        .orElseThrow(() -> new IllegalArgumentException(
                                "MatMul: there are no tiles for vectors of " + bits + " bits on " + architecture
                                        + "; start Java without -Dlamina.vectorBits, or with -Dlamina.plain=true"));
            }

            /** So many steps of k, and those of zeros that fill the last turn of a tile's loop. */
            static int turns(int steps) {
                return Math.ceilDiv(steps, STEPS) * STEPS;
            }
            """;

    private TileFormSource() {}

    static String text() {
        Source out = new Source();
        out.line("package " + Generator.PACKAGE + ";");
        out.line("");
        out.line("import dev.lamina.kernel.simd.Lanes;");
        out.line("import java.util.Arrays;");
        out.line("import java.util.Comparator;");
        out.line("");
        out.doc("The tiles of a machine, by the size and number of its vector registers.\n\n<p>" + Generator.NOTE);
        out.open("enum TileForm");
        for (Machine machine : Machine.ALL) {
            out.line("/** " + machine.doc() + ". */");
            out.line("%s(%d, %d, %d, %d)%s"
                    .formatted(
                            machine.name(),
                            machine.vectorBits(),
                            machine.registers(),
                            machine.vectors(),
                            machine.steps(),
                            machine.equals(Machine.ALL.getLast()) ? ";" : ","));
        }
        constant(out, "The rows of most tiles.", "TALL", Machine.TALL);
        constant(out, "The rows of the others, which leave none over.", "LOW", Machine.LOW);
        constant(out, "The rows of a tile one vector wide.", "NARROW", Machine.NARROW);
        CHOICE.lines().forEach(out::line);
        out.close();
        return out.toString();
    }

    private static void constant(Source out, String doc, String name, int value) {
        out.line("");
        out.line("/** " + doc + " */");
        out.line("static final int " + name + " = " + value + ";");
    }
}
