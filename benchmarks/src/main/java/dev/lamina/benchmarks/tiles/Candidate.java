package dev.lamina.benchmarks.tiles;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A form of tiles that is tried in the place of the table's.
 *
 * @param row what {@code core/src/generator} takes for a row of the table: {@code AVX_2,2,4,INDEXED}; empty for the table as it is
 */
record Candidate(String row) {
    /**
     * Compiles the tiles anew, and what measures them.
     *
     * @param core the folder of the module
     * @param folder where the classes go
     */
    void compile(Path core, Path folder) throws IOException, InterruptedException {
        Path sources = folder.resolve("sources");
        List<String> command = new ArrayList<>(List.of(TileSearch.JAVA));
        if (!row.isEmpty()) {
            command.add("-Dlamina.tiles=" + row);
        }
        command.add(core.resolve("src/generator/java/dev/lamina/generator/Generator.java")
                .toString());
        command.add(core.resolve("src/main/java").toString());
        command.add(sources.toString());
        Process generator = new ProcessBuilder(command).inheritIO().start();
        if (generator.waitFor() != 0) {
            throw new IOException("there are no tiles " + row);
        }
        Path room = Path.of("dev/lamina/kernel/product");
        List<Path> files = new ArrayList<>(List.of(
                core.resolve("../benchmarks/src/tiles/java").resolve(room).resolve("TileRates.java")));
        try (Stream<Path> tiles = Files.list(sources.resolve(room))) {
            tiles.forEach(files::add);
        }
        var javac = ToolProvider.getSystemJavaCompiler();
        var messages = new StringWriter();
        try (var manager = javac.getStandardFileManager(null, null, null)) {
            List<String> options = List.of(
                    "-proc:none",
                    "--add-modules",
                    "jdk.incubator.vector",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "-d",
                    folder.toString());
            boolean compiled = javac.getTask(
                            messages, manager, null, options, null, manager.getJavaFileObjectsFromPaths(files))
                    .call();
            if (!compiled) {
                throw new IOException(messages.toString());
            }
        }
    }

    @Override
    public String toString() {
        return row.isEmpty() ? "as in the table" : row;
    }
}
