package dev.lamina.generator;

import java.util.ArrayList;
import java.util.List;

/** A class of tiles: the methods of all machines, and which of them this one runs. */
final class TileClass {
    private TileClass() {}

    /** The source of a kind's class. */
    static String of(TileKind kind) {
        Source out = new Source();
        out.line("package " + Generator.PACKAGE + ";");
        out.line("");
        out.line("import dev.lamina.kernel.simd.Lanes;");
        out.line("import jdk.incubator.vector.FloatVector;");
        out.line("import jdk.incubator.vector.VectorSpecies;");
        out.line("");
        out.doc(kind.doc + "\n<p>" + Generator.NOTE);
        out.open("final class " + kind.className);
        out.line("private static final VectorSpecies<Float> F = Lanes.FLOAT;");
        out.line("private static final int W = Lanes.WIDTH;");
        if (kind.readsPanel()) {
            out.line("private static final long VECTOR = AlignedMemory.VECTOR;");
        }
        out.line("");
        out.line("private " + kind.className + "() {}");
        List<TileShape> tiles = Machine.ALL.stream()
                .flatMap(machine -> kind.tiles(machine).stream())
                .distinct()
                .toList();
        run(kind, tiles, out);
        for (TileShape tile : tiles) {
            out.line("");
            TileMethod.write(kind, tile, out);
        }
        out.close();
        String text = out.toString();
        return kind.isDouble() ? DoubleTwin.inDouble(text).replace("Lanes.WIDTH", "Lanes.DOUBLE_WIDTH") : text;
    }

    /** The method that calls the tile of this machine: all that it asks for is constant, but the height. */
    private static void run(TileKind kind, List<TileShape> tiles, Source out) {
        boolean hasHeights = tiles.stream().mapToInt(TileShape::rows).distinct().count() > 1;
        out.line("");
        out.doc(
                hasHeights
                        ? "Computes a tile of so many rows, {@link TileForm#TALL} or {@link TileForm#LOW}."
                        : "Computes a tile.");
        out.open("static void run(" + (hasHeights ? "int rows, " : "") + kind.parameters() + ")");
        for (TileShape tile : tiles) {
            String call = tile.method() + "(" + kind.arguments() + ");";
            String condition = condition(tile, tiles);
            if (tile.equals(tiles.getLast())) {
                out.line(call);
            } else {
                out.open("if (" + condition + ")");
                out.line(call);
                out.line("return;");
                out.close();
            }
        }
        out.close();
    }

    /** What tells a tile from the others of its class. */
    private static String condition(TileShape tile, List<TileShape> tiles) {
        List<String> terms = new ArrayList<>();
        if (tiles.stream().anyMatch(other -> other.rows() != tile.rows())) {
            terms.add("rows == " + tile.rows());
        }
        if (tiles.stream().anyMatch(other -> other.vectors() != tile.vectors())) {
            terms.add("TileForm.VECTORS == " + tile.vectors());
        }
        if (tiles.stream().anyMatch(other -> other.vectors() == tile.vectors() && other.steps() != tile.steps())) {
            terms.add("TileForm.STEPS == " + tile.steps());
        }
        return String.join(" && ", terms);
    }
}
