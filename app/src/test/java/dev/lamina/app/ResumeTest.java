package dev.lamina.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.Checkpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Trainings that are killed and go on. */
class ResumeTest {
    private static final String[] OPTIONS = {
        "--hidden",
        "12",
        "--batch",
        "2",
        "--epochs",
        "12",
        "--optimizer",
        "adam",
        "--max-norm",
        "2",
        "--save-every",
        "7"
    };

    @TempDir
    private Path folder;

    @BeforeEach
    void writeImages() throws IOException {
        TinyImages.write(folder);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aKilledTrainingEndsWithTheSameBits() throws Exception {
        assertThat(train("undisturbed").exitCode()).isZero();
        kill("killed");
        Lamina resumed = train("killed", "--resume");
        assertThat(resumed.exitCode()).isZero();
        assertThat(resumed.err())
                .containsPattern("resumed from .*killed-\\d+: \\d+ of 110 steps of epoch \\d+ are done");
        assertThat(resumed.out()).doesNotContain("epoch  1/12").contains("epoch 12/12");
        assertThat(variables("killed")).isEqualTo(variables("undisturbed")).containsKey("hidden_1/kernel");
        Lamina again = train("killed", "--resume");
        assertThat(again.err()).contains("resumed from " + path("killed") + "-1320: all epochs are done");
        assertThat(variables("killed")).isEqualTo(variables("undisturbed"));
    }

    @Test
    void withOtherSettingsItIsRefused() {
        assertThat(train("model", "--resume").err()).contains("nothing to resume at " + path("model"));
        Lamina other = train("model", "--resume", "--seed", "2");
        assertThat(other.exitCode()).isEqualTo(1);
        assertThat(other.err()).contains("what was saved is of a training with --hidden [12]", "--seed 1", "--seed 2");
    }

    @Test
    void withoutPrefixThereIsNothingToResume() {
        for (String[] options :
                new String[][] {{"--resume"}, {"--save-every", "3"}, {"--save", "x", "--save-every", "0"}}) {
            Lamina train = Lamina.run(
                    Stream.concat(Stream.of("train"), Stream.of(options)).toArray(String[]::new));
            assertThat(train.exitCode()).isEqualTo(2);
            assertThat(train.err()).containsAnyOf("needs --save PREFIX", "--save-every must be 1 or more, got 0");
        }
    }

    private Lamina train(String name, String... more) {
        return Lamina.run(arguments(name, more).toArray(String[]::new));
    }

    private List<String> arguments(String name, String... more) {
        List<String> all = new ArrayList<>(List.of("train", "--data", folder.toString(), "--save", path(name)));
        all.addAll(List.of(OPTIONS));
        all.addAll(List.of(more));
        return all;
    }

    /** A training in a process of its own, killed in its third epoch or soon after. */
    private void kill(String name) throws Exception {
        List<String> command = Lamina.command(arguments(name).toArray(String[]::new));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (line != null && !line.startsWith("epoch  2/")) {
                line = lines.readLine();
            }
            process.destroyForcibly();
        }
        assertThat(process.waitFor()).as("killed by SIGKILL").isEqualTo(128 + 9);
    }

    private String path(String name) {
        return folder.resolve("saved").resolve(name).toString();
    }

    private Map<String, Tensor> variables(String name) {
        Checkpoint checkpoint = Checkpoint.open(path(name));
        Map<String, Tensor> all = new TreeMap<>();
        checkpoint.names().forEach(each -> all.put(each, checkpoint.tensor(each)));
        return all;
    }
}
