package dev.lamina.tensorflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes {@code docs/conformance.md}: how many of TensorFlow's graphs pass, by operation, and why the others do not. */
final class ConformanceReport {
    private ConformanceReport() {}

    /** Writes the page. */
    static void write(List<ConformanceResult> results) {
        Path page = ConformanceData.root().resolve("docs").resolve("conformance.md");
        try {
            Files.writeString(page, String.join("\n", lines(results)) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line for each case that does not pass although Lamina has its operations. */
    static List<String> failures(List<ConformanceResult> results) {
        return results.stream()
                .filter(result -> !result.passed() && result.missing().isEmpty())
                .map(result -> result.name() + ": "
                        + result.problem().lines().findFirst().orElse("").replaceFirst("^[a-z.]+\\.", ""))
                .toList();
    }

    private static List<String> lines(List<ConformanceResult> results) {
        long passed = results.stream().filter(ConformanceResult::passed).count();
        long complete = results.stream().filter(r -> r.missing().isEmpty()).count();
        List<String> lines = new ArrayList<>();
        lines.add("# Conformance");
        lines.add("");
        lines.add("**" + passed + " of " + results.size()
                + " graphs that TensorFlow 1 wrote pass**: Lamina reads the graph,"
                + " runs it, and every tensor in it,");
        lines.add("intermediate ones too, is what TensorFlow computed. " + complete
                + " of the graphs use only operations that Lamina has.");
        lines.add("");
        lines.add(
                "Floating-point values agree within 1e-5 relative or 1e-6 absolute, half and bfloat16 within a unit in their");
        lines.add(
                "last place, all others exactly; what depends on random numbers, or TensorFlow never writes, in type and shape; handles of resources are not compared.");
        lines.add("A test writes this page:");
        lines.add("");
        lines.add("```");
        lines.add("./test -pl tensorflow -am -Dtest=ConformanceTest -Dsurefire.failIfNoSpecifiedTests=false"
                + " -Dlamina.conformance.write=true");
        lines.add("```");
        lines.add("");
        lines.addAll(missing(results));
        lines.add("## Graphs that do not pass although no operation is missing");
        lines.add("");
        failures(results).forEach(failure -> lines.add("- " + failure));
        lines.add("");
        lines.addAll(byOperation(results));
        return lines;
    }

    private static List<String> missing(List<ConformanceResult> results) {
        Map<String, int[]> counts = new TreeMap<>();
        for (ConformanceResult result : results) {
            for (String op : result.missing()) {
                int[] count = counts.computeIfAbsent(op, _ -> new int[2]);
                count[0]++;
                count[1] += result.missing().size() == 1 ? 1 : 0;
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add("## Operations that are missing");
        lines.add("");
        lines.add("| operation | graphs that use it | of these, lacking nothing else |");
        lines.add("|---|---|---|");
        counts.forEach((op, count) -> lines.add("| " + op + " | " + count[0] + " | " + count[1] + " |"));
        lines.add("");
        return lines;
    }

    private static List<String> byOperation(List<ConformanceResult> results) {
        Map<String, int[]> counts = new TreeMap<>();
        for (ConformanceResult result : results) {
            TreeSet<String> ops = new TreeSet<>(result.ops());
            ops.removeAll(result.missing());
            for (String op : ops) {
                int[] count = counts.computeIfAbsent(op, _ -> new int[2]);
                count[0] += result.passed() ? 1 : 0;
                count[1]++;
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add("## By operation");
        lines.add("");
        lines.add("| operation | graphs that pass | graphs that use it |");
        lines.add("|---|---|---|");
        counts.forEach((op, count) -> lines.add("| " + op + " | " + count[0] + " | " + count[1] + " |"));
        return lines;
    }
}
