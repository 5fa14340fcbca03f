package dev.lamina.benchmarks.workload;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The jars of libraries that do not tell their version themselves. */
public final class Jar {
    private Jar() {}

    /** The file name, without its ending, of the jar that a class comes from: {@code pytorch-2.10.0-1.5.13}. */
    public static String of(Class<?> type) {
        try {
            Path file = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            return file.getFileName().toString().replaceAll("\\.jar$", "");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
