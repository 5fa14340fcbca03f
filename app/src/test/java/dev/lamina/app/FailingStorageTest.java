package dev.lamina.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.Checkpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code train} says and keeps where checkpoints are damaged, folders cannot be written to, and disks are full. */
class FailingStorageTest {
    private static final String DATA = ".data-00000-of-00001";

    @TempDir
    private Path folder;

    @BeforeEach
    void writeImages() throws IOException {
        TinyImages.write(folder);
    }

    @ParameterizedTest
    @CsvSource({"data-00000-of-00001, 100", "index, 100", "index, 0", "data-00000-of-00001, -1", "index, -1"})
    void aDamagedCheckpointIsNamedAndTheOneBeforeItTaken(String part, int length) throws IOException {
        train("undisturbed");
        train("damaged");
        removeResult("damaged");
        Path file = path("damaged-33." + part);
        if (length < 0) {
            flipBits(file);
        } else {
            truncate(file, length);
        }
        Lamina resumed = train("damaged", "--resume");
        assertThat(resumed.exitCode()).isZero();
        assertThat(resumed.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("the checkpoint " + path("damaged-33")
                                        + " is not whole and is passed over: " + file + " is damaged at byte "),
                        line -> assertThat(line)
                                .isEqualTo(
                                        "resumed from " + path("damaged-22") + ": 0 of 11 steps of epoch 3 are done"),
                        line -> assertThat(line).isEqualTo("saved as " + path("damaged")));
        assertThat(resumed.out()).contains("epoch 3/3").doesNotContain("epoch 2/3");
        assertThat(variables("damaged")).isEqualTo(variables("undisturbed"));
    }

    @Test
    void theListOfCheckpointsIsNotNeeded() throws IOException {
        train("undisturbed");
        train("model");
        removeResult("model");
        Files.writeString(path("checkpoint"), "\0\0\0");
        Lamina resumed = train("model", "--resume");
        assertThat(resumed.err()).startsWith("resumed from " + path("model-33") + ": all epochs are done");
        assertThat(variables("model")).isEqualTo(variables("undisturbed"));
    }

    @Test
    void whereNoneIsWholeNothingIsTouched() throws IOException {
        train("model");
        removeResult("model");
        for (int step : new int[] {11, 22, 33}) {
            truncate(path("model-" + step + DATA), 5);
        }
        List<Path> before = files();
        Lamina resumed = train("model", "--resume");
        assertThat(resumed.exitCode()).isEqualTo(1);
        assertThat(resumed.out()).doesNotContain("epoch 1/3");
        assertThat(resumed.err())
                .startsWith("lamina: no checkpoint of " + path("model") + " is whole: ")
                .contains(path("model-33" + DATA) + " is damaged", "  hint: ")
                .doesNotContain("\tat ");
        assertThat(files()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--save", "--report", "--logdir"})
    void aFolderThatCannotBeIsToldBeforeTheTraining(String option) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        for (Path place : List.of(file, file.resolve("below"))) {
            requireRefusal(option, place);
        }
        assertThat(file).hasContent("in the way");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--save", "--report", "--logdir"})
    void aFolderThatNobodyMayWriteToIsToldBeforeTheTraining(String option) {
        Path system = Path.of("/sys/kernel");
        assumeTrue(Files.isDirectory(system), "no folder that even an administrator may not write to");
        requireRefusal(option, system);
    }

    private void requireRefusal(String option, Path place) {
        Lamina train = run(option, (option.equals("--save") ? place.resolve("model") : place).toString());
        assertThat(train.exitCode()).isEqualTo(1);
        assertThat(train.out()).isEmpty();
        assertThat(train.err().lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("lamina: cannot write to the folder " + place + ": ")
                        .doesNotEndWith(place.toString()));
    }

    @Test
    void aFolderInThePlaceOfTheReportIsToldBeforeTheTraining() throws IOException {
        Path page = Files.createDirectories(path("report.html"));
        Lamina train = run("--report", path("").toString());
        assertThat(train.exitCode()).isEqualTo(1);
        assertThat(train.out()).isEmpty();
        assertThat(train.err().lines()).containsExactly("lamina: cannot write " + page + ": it is a folder");
    }

    @Test
    void aStateThatCannotBeSavedEndsNothing() throws IOException {
        train("undisturbed");
        Files.createDirectories(path("model-11.index").resolve("in the way"));
        Lamina train = train("model");
        assertThat(train.exitCode()).isZero();
        assertThat(train.err().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("the state after step 11 was not saved: cannot reach "
                                        + path("model-11.index") + ": "),
                        line -> assertThat(line).isEqualTo("saved as " + path("model")));
        assertThat(variables("model")).isEqualTo(variables("undisturbed"));
    }

    @Test
    void aDiskThatFillsUpLosesNothingThatWasSaved() throws Exception {
        assumeTrue(canMount(), "no file system of its own can be made for a process");
        train("undisturbed");
        Path disk = Files.createDirectory(folder.resolve("disk"));
        // Two states find room, a third only in place of the oldest; beside two the trained network finds none.
        String script = """
                mount -t tmpfs -o size=%d lamina "$1"
                "${@:2}"
                echo "exit code $?"
                mount -o remount,size=64m "$1"
                "${@:2}" --resume
                echo "exit code $?"
                cp "$1"/* "$1"/../out
                """.formatted(sizeOnDisk("undisturbed-33") * 5 / 2);
        List<String> command =
                new ArrayList<>(List.of("unshare", "-rm", "bash", "-c", script, "bash", disk.toString()));
        command.addAll(Lamina.command(arguments(disk.resolve("filled").toString())));
        List<String> lines = output(command);
        String saved = disk.resolve("filled").toString();
        assertThat(lines)
                .containsSubsequence(
                        "the disk is full: older states are removed to make room for that after step 22",
                        "lamina: cannot reach " + saved + ".index: No space left on device",
                        "exit code 1",
                        "resumed from " + saved + "-33: all epochs are done",
                        "saved as " + saved,
                        "exit code 0");
        assertThat(lines)
                .containsOnlyOnce("the disk is full: older states are removed to make room for that after step 22");
        assertThat(lines).noneMatch(line -> line.contains("was not saved"));
        assertThat(variables("filled")).isEqualTo(variables("undisturbed"));
    }

    @Test
    void aFullDiskIsToldBeforeTheFirstStep() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no shell to limit a process with");
        // No file of the process may be larger than 1024 bytes: every checkpoint fails, as on a full disk.
        List<String> command =
                new ArrayList<>(List.of("/bin/bash", "-c", "trap '' XFSZ; ulimit -f 1; exec \"$@\"", "limited"));
        command.addAll(Lamina.command(arguments(path("model").toString())));
        List<String> lines = output(command);
        assertThat(lines.getLast()).startsWith("lamina: cannot reach " + path("model-0.index") + ": ");
        assertThat(lines).noneMatch(line -> line.startsWith("epoch ") || line.startsWith("\tat "));
        assertThat(files()).isEmpty();
    }

    private static boolean canMount() throws IOException, InterruptedException {
        if (Stream.of("unshare", "bash").anyMatch(name -> !Files.isExecutable(Path.of("/usr/bin", name)))) {
            return false;
        }
        Process trial = new ProcessBuilder("unshare", "-rm", "mount", "-t", "tmpfs", "lamina", "/mnt")
                .redirectErrorStream(true)
                .start();
        trial.getInputStream().readAllBytes();
        return trial.waitFor() == 0;
    }

    /** What a process says on both its outputs. */
    private static List<String> output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.onExit().orTimeout(2, TimeUnit.MINUTES).exceptionally(_ -> process.destroyForcibly());
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text.lines().toList();
    }

    private long sizeOnDisk(String name) throws IOException {
        long size = 0;
        for (Path file : files()) {
            if (file.getFileName().toString().startsWith(name + ".")) {
                size += Math.ceilDiv(Files.size(file), 4096) * 4096;
            }
        }
        return size;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(path(""))) {
            return all.sorted().toList();
        }
    }

    /** What is written when a training is over, so that it is seen to be written anew. */
    private void removeResult(String name) throws IOException {
        for (String part : List.of(".index", ".meta", DATA)) {
            Files.delete(path(name + part));
        }
    }

    private static void truncate(Path file, int length) throws IOException {
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));
    }

    private static void flipBits(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 4;
        Files.write(file, bytes);
    }

    private Lamina train(String name, String... more) {
        return Lamina.run(arguments(path(name).toString(), more));
    }

    private String[] arguments(String prefix, String... more) {
        return Stream.concat(
                        Stream.of("train", "--data", folder.toString(), "--hidden", "12", "--batch", "20"),
                        Stream.concat(Stream.of("--epochs", "3", "--save", prefix), Stream.of(more)))
                .toArray(String[]::new);
    }

    private Lamina run(String option, String value) {
        return Lamina.run("train", "--data", folder.toString(), option, value);
    }

    private Path path(String name) {
        return folder.resolve("out").resolve(name);
    }

    private Map<String, Tensor> variables(String name) {
        Checkpoint checkpoint = Checkpoint.open(path(name).toString());
        Map<String, Tensor> all = new TreeMap<>();
        checkpoint.names().forEach(each -> all.put(each, checkpoint.tensor(each)));
        return all;
    }
}
