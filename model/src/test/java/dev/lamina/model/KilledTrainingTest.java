package dev.lamina.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.tensor.Tensor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A training that is killed (SIGKILL) at random moments ends with the bits of one that never was. */
class KilledTrainingTest {
    private static final int PAUSE = 5;

    private final Random random = new Random();

    @TempDir
    Path folder;

    @Test
    void killedAFewTimes() throws IOException, InterruptedException {
        killed(3, 24);
    }

    @Tag("slow")
    @Test
    void killedAHundredTimes() throws IOException, InterruptedException {
        killed(100, 400);
    }

    /** At the first, second, … time that each process does that: each goes on where the one before it died. */
    @ParameterizedTest
    @CsvSource({"move, 3", "force, 3", "delete, 3", "write, 3"})
    void killedAtAnOperationOnFiles(String operation, int times) throws IOException, InterruptedException {
        killedAt(operation, times);
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"move, 25", "force, 25", "delete, 25", "write, 25"})
    void killedTwentyFiveTimesAtAnOperationOnFiles(String operation, int times)
            throws IOException, InterruptedException {
        killedAt(operation, times);
    }

    private void killedAt(String operation, int times) throws IOException, InterruptedException {
        int epochs = 10 * times;
        Map<String, Tensor> variables;
        Path whole = folder.resolve("whole.csv");
        try (Model model = Samples.model()) {
            model.fit(TrainingProgram.fit(epochs).callbacks(new CsvLog(whole)));
            variables = model.session().variables();
        }
        for (int n = 1; n <= times; n++) {
            Process process = TrainingProgram.startOnFaultyDisk(
                    folder, epochs, "-Dfault.operation=" + operation, "-Dfault.at=" + n);
            TrainingProgram.output(process);
            assertThat(process.exitValue())
                    .as("killed at " + operation + " " + n + ": " + TrainingProgram.errors(folder))
                    .isEqualTo(137);
        }
        endsAsIfNothingHadHappened(epochs, variables, whole);
    }

    private void killed(int times, int epochs) throws IOException, InterruptedException {
        History expected;
        Map<String, Tensor> variables;
        Path whole = folder.resolve("whole.csv");
        try (Model model = Samples.model()) {
            expected = model.fit(TrainingProgram.fit(epochs).callbacks(new CsvLog(whole)));
            variables = model.session().variables();
        }
        assertThat(expected.epochs()).hasSize(epochs);
        int kills = 0;
        int ended = 0;
        while (kills < times && ended == 0) {
            // The steps take so long at least that not half of them are done after all kills.
            if (killAfter(random.nextLong(1 + expected.steps() * PAUSE / (2L * times)), epochs)) {
                kills++;
            } else {
                ended++;
            }
        }
        assertThat(kills).as("kills before the training was through").isEqualTo(times);
        endsAsIfNothingHadHappened(epochs, variables, whole);
    }

    private void endsAsIfNothingHadHappened(int epochs, Map<String, Tensor> variables, Path whole)
            throws IOException, InterruptedException {
        Process last = TrainingProgram.start(folder, epochs, 0);
        assertThat(TrainingProgram.output(last)).isEqualTo(TrainingProgram.UNDER_WAY + System.lineSeparator());
        assertThat(last.exitValue()).as(TrainingProgram.errors(folder)).isZero();
        assertThat(TrainingProgram.result(folder)).isEqualTo(variables);
        assertThat(Files.readString(folder.resolve("history.csv"))).isEqualTo(Files.readString(whole));
        try (var files = Files.list(folder)) {
            List<String> states = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.contains(".tmp") || name.startsWith("run-"))
                    .toList();
            assertThat(states).noneMatch(name -> name.contains(".tmp"));
            // Three states, and no part of another that one of the dead has left.
            List<String> prefixes = states.stream()
                    .filter(name -> name.endsWith(".index"))
                    .map(name -> name.substring(0, name.length() - "index".length()))
                    .toList();
            assertThat(prefixes).hasSize(3);
            assertThat(states).allMatch(name -> prefixes.stream().anyMatch(name::startsWith));
        }
    }

    /** Kills it so long after training began; false if it was through before. */
    private boolean killAfter(long millis, int epochs) throws IOException, InterruptedException {
        Process process = TrainingProgram.start(folder, epochs, PAUSE);
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).as(TrainingProgram.errors(folder)).isEqualTo(TrainingProgram.UNDER_WAY);
            Thread.sleep(millis);
            process.destroyForcibly();
            return process.waitFor() != 0;
        }
    }
}
