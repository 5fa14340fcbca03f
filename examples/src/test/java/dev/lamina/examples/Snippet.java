package dev.lamina.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A fenced block of a Markdown file.
 *
 * @param file the file, from the project's folder on
 * @param line the line at which the block begins
 * @param language what stands after the fence
 * @param text what stands between the fences
 * @param output what a program prints: the block of {@code text} that follows it next, if one does
 */
record Snippet(
        Path file,
        int line,
        String language,
        String text,
        @Nullable String output) {
    /** The blocks in a language of what users read: README.md, CONTRIBUTING.md and all of docs. */
    static Stream<Snippet> in(String language) throws IOException {
        List<Path> files = new ArrayList<>(List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")));
        try (var docs = Files.walk(Printed.ROOT.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(Printed.ROOT::relativize)
                    .forEach(files::add);
        }
        return files.stream().flatMap(Snippet::of).filter(snippet -> snippet.language.equals(language));
    }

    private static Stream<Snippet> of(Path file) {
        List<Snippet> snippets = new ArrayList<>();
        List<String> lines;
        try {
            lines = Files.readAllLines(Printed.ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int start = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).startsWith("```")) {
                continue;
            }
            if (start < 0) {
                start = i;
            } else {
                var language = lines.get(start).substring(3).strip();
                var text = String.join("\n", lines.subList(start + 1, i));
                var before = snippets.isEmpty() ? null : snippets.getLast();
                if (language.equals("text") && before != null && before.isProgram()) {
                    snippets.set(snippets.size() - 1, before.printing(text));
                }
                snippets.add(new Snippet(file, start + 1, language, text, null));
                start = -1;
            }
        }
        if (start >= 0) {
            throw new AssertionError(file + ":" + (start + 1) + ": the block has no end");
        }
        return snippets.stream();
    }

    private Snippet printing(String expected) {
        return new Snippet(file, line, language, text, expected);
    }

    /** Whether it can be started. */
    boolean isProgram() {
        return language.equals("java") && text.contains("void main(");
    }

    /** Where it stands, as a link to it is written. */
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
