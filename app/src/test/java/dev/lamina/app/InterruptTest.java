package dev.lamina.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C as a process of its own sees it. */
@EnabledOnOs(OS.LINUX)
class InterruptTest {
    private static final int SIGINT = 2;

    @TempDir
    private Path folder;

    @Test
    void endsCleanlyWithWhatWasLearned() throws Exception {
        assumeTrue(isSigintHeard(), "a process started with SIGINT ignored has no Ctrl-C, nor have its children");
        TinyImages.write(folder);
        Process process = train("--epochs", "100000000");
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            process.onExit().orTimeout(30, TimeUnit.SECONDS).exceptionally(_ -> process.destroyForcibly());
            while (!lines.readLine().startsWith("epoch ")) {}
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
            assertThat(lines.lines().dropWhile(line -> line.startsWith("epoch ")))
                    .satisfiesExactly(
                            line -> assertThat(line)
                                    .matches("interrupted after \\d+ of 100,000,000 epochs; what was learned so far: "
                                            + "validation accuracy \\d+.\\d\\d%"),
                            line -> assertThat(line).matches("test accuracy \\d+.\\d\\d% after .* s"));
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(130);
            assertThat(process.errorReader().lines().filter(line -> !line.contains("incubator")))
                    .isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    private Process train(String... options) throws IOException {
        List<String> command = Lamina.command("train", "--data", folder.toString());
        command.addAll(List.of(options));
        return new ProcessBuilder(command).start();
    }

    /** Shells without job control start background processes deaf to SIGINT. */
    private static boolean isSigintHeard() throws IOException {
        String ignored = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> line.substring("SigIgn:".length()).strip())
                .findFirst()
                .orElseThrow();
        return (Long.parseUnsignedLong(ignored, 16) >>> (SIGINT - 1) & 1) == 0;
    }
}
