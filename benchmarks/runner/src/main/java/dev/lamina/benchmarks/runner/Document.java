package dev.lamina.benchmarks.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A Markdown file with sections that programs write, between markers; what stands around them stays. */
final class Document {
    private final Path file;

    Document(Path file) {
        this.file = file;
    }

    /** Replaces a section, or adds it at the end with a heading. */
    void write(String section, String heading, String body) throws IOException {
        String begin = "<!-- begin " + section + ", written by benchmarks -->";
        String end = "<!-- end " + section + " -->";
        String block = begin + "\n" + body.strip() + "\n" + end;
        String text = Files.exists(file) ? Files.readString(file) : "# Performance\n";
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        if (from >= 0 && to > from) {
            text = text.substring(0, from) + block + text.substring(to + end.length());
        } else {
            text = text.stripTrailing() + "\n\n## " + heading + "\n\n" + block + "\n";
        }
        Files.writeString(file, text);
    }
}
