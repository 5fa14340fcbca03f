package dev.lamina.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.error.DataLossException;
import dev.lamina.error.UnavailableException;
import dev.lamina.tensor.Tensor;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Full disks, folders that cannot be written to, damaged checkpoints: training says what happened, and loses nothing. */
class FailingStorageTest {
    private static final int EPOCHS = 3;

    @TempDir
    Path folder;

    private Fit fit() {
        return TrainingProgram.fit(EPOCHS)
                .checkpoints(Checkpoints.at(folder.resolve("run").toString()));
    }

    private static Map<String, Tensor> undisturbed() {
        try (Model model = Samples.model()) {
            model.fit(TrainingProgram.fit(EPOCHS));
            return model.session().variables();
        }
    }

    private void trainTwoEpochs() {
        try (Model model = Samples.model()) {
            int[] asked = {0};
            model.fit(fit().stopWhen(() -> asked[0]++ == 26));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".index", ".data-00000-of-00001"})
    void aTruncatedCheckpointIsPassedOver(String which) throws IOException {
        trainTwoEpochs();
        truncate(folder.resolve("run-26" + which));
        try (Model model = Samples.model()) {
            History history = model.fit(fit().resume());
            assertThat(history.problems())
                    .singleElement()
                    .asString()
                    .contains("run-26 is not whole and is passed over", "damaged");
            assertThat(model.session().variables()).isEqualTo(undisturbed());
        }
    }

    @Test
    void aFlippedBitIsFoundToo() throws IOException {
        trainTwoEpochs();
        Path data = folder.resolve("run-26.data-00000-of-00001");
        byte[] bytes = Files.readAllBytes(data);
        bytes[bytes.length / 2] ^= 4;
        Files.write(data, bytes);
        try (Model model = Samples.model()) {
            History history = model.fit(fit().resume());
            assertThat(history.problems()).singleElement().asString().contains("run-26 is not whole");
            assertThat(model.session().variables()).isEqualTo(undisturbed());
        }
    }

    @Test
    void whereNoneIsWholeItSaysSo() throws IOException {
        trainTwoEpochs();
        for (String step : new String[] {"0", "13", "26"}) {
            truncate(folder.resolve("run-" + step + ".index"));
        }
        try (Model model = Samples.model()) {
            Map<String, Tensor> before = model.session().variables();
            assertThatThrownBy(() -> model.fit(fit().resume()))
                    .isInstanceOf(DataLossException.class)
                    .hasMessageContaining("no checkpoint of ")
                    .hasMessageContaining("is whole");
            assertThat(model.session().variables()).isEqualTo(before);
        }
    }

    private static void truncate(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsSaidBeforeTheFirstStep() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        try (Model model = Samples.model()) {
            Fit fit = TrainingProgram.fit(1)
                    .checkpoints(Checkpoints.at(file.resolve("run").toString()));
            Map<String, Tensor> before = model.session().variables();
            assertThatThrownBy(() -> model.fit(fit))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("run-0");
            assertThat(model.session().variables()).isEqualTo(before);
        }
    }

    @Test
    void aFolderThatNobodyMayWriteToIsSaidBeforeTheFirstStep() {
        Path system = Path.of("/sys/kernel");
        assumeTrue(Files.isDirectory(system), "no folder that even an administrator may not write to");
        try (Model model = Samples.model()) {
            Fit fit = TrainingProgram.fit(1)
                    .checkpoints(Checkpoints.at(system.resolve("run").toString()));
            assertThatThrownBy(() -> model.fit(fit))
                    .isInstanceOf(UnavailableException.class)
                    .hasMessageContaining("run-0.index");
        }
    }

    @Test
    void aFolderThatBecomesReadOnlyEndsNothing() throws IOException {
        trainTwoEpochs();
        assumeTrue(makeReadOnly(), "this user may write to folders that are read-only");
        try (Model model = Samples.model()) {
            // Nothing was lost: what is there is as it was, and can be resumed once the folder can be written to again.
            assertThatThrownBy(() -> model.fit(fit().resume())).isInstanceOf(UnavailableException.class);
            makeWritable();
            model.fit(fit().resume());
            assertThat(model.session().variables()).isEqualTo(undisturbed());
        } finally {
            makeWritable();
        }
    }

    private boolean makeReadOnly() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        return !Files.isWritable(folder);
    }

    private void makeWritable() throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void whatCannotBeSavedOnTheWayIsReportedAndTrainingGoesOn() {
        // A folder in the place of the checkpoint's last file: it cannot be put there.
        Callback spoiler = new Callback() {
            @Override
            public void began(TrainingRun run) {
                try {
                    Files.createDirectories(folder.resolve("run-13.index/full"));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        };
        try (Model model = Samples.model()) {
            History history = model.fit(fit().callbacks(spoiler));
            assertThat(history.ending()).isEqualTo(Ending.COMPLETED);
            assertThat(history.problems())
                    .singleElement()
                    .asString()
                    .contains("the state after step 13 was not saved", "run-13");
            assertThat(model.session().variables()).isEqualTo(undisturbed());
        }
        try (Model model = Samples.model()) {
            model.fit(fit().resume());
            assertThat(model.session().variables()).isEqualTo(undisturbed());
        }
    }

    @Test
    void aFullDiskLosesNothingThatWasSaved() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no shell to limit a process with");
        trainTwoEpochs();
        // No file of the process may be larger than 1024 bytes: every write of a checkpoint fails, as on a full disk.
        Process limited = TrainingProgram.start(
                folder, EPOCHS, 0, "/bin/bash", "-c", "trap '' XFSZ; ulimit -f 1; exec \"$@\"", "limited");
        TrainingProgram.output(limited);
        assertThat(limited.exitValue()).isNotZero();
        assertThat(TrainingProgram.errors(folder)).contains("UnavailableException", "run-26");
        try (Model model = Samples.model()) {
            model.fit(fit().resume());
            assertThat(model.session().variables()).isEqualTo(undisturbed());
        }
    }

    @Test
    void whereTheDiskIsFullOlderStatesMakeRoomAndItIsSaidOnce() throws IOException, InterruptedException {
        trainTwoEpochs();
        long state = 0;
        for (String file : new String[] {"run-26.index", "run-26.meta", "run-26.data-00000-of-00001"}) {
            state += Files.size(folder.resolve(file));
        }
        // Room for two states and a half, with the graph's growth and the other files: the third finds none.
        Process process =
                TrainingProgram.startOnFaultyDisk(folder, 6, "-Dfault.folder=" + folder, "-Dfault.bytes=" + 3 * state);
        String output = TrainingProgram.output(process);
        assertThat(process.exitValue()).as(TrainingProgram.errors(folder)).isZero();
        assertThat(output).containsOnlyOnce("the disk is full: older states are removed to make room");
        assertThat(output).doesNotContain("was not saved");
        try (Model model = Samples.model();
                Model undisturbed = Samples.model()) {
            undisturbed.fit(TrainingProgram.fit(6));
            model.fit(TrainingProgram.fit(6)
                    .checkpoints(Checkpoints.at(folder.resolve("run").toString()))
                    .resume());
            assertThat(model.session().variables())
                    .isEqualTo(undisturbed.session().variables());
        }
    }

    @Test
    void aDiskWithoutLocksIsAsGoodAsAny() throws IOException, InterruptedException {
        Process process = TrainingProgram.startOnFaultyDisk(folder, 2, "-Dfault.locks=none");
        TrainingProgram.output(process);
        assertThat(process.exitValue()).as(TrainingProgram.errors(folder)).isZero();
        assertThat(folder.resolve("run-26.index")).exists();
    }

    @Test
    void thatNothingCanBeSavedIsSaidOnce() {
        Callback spoiler = new Callback() {
            @Override
            public void epochEnded(TrainingRun run, EpochResult epoch) {
                try {
                    Files.createDirectories(folder.resolve("run-" + run.step() + ".index/full"));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        };
        try (Model model = Samples.model()) {
            History history = model.fit(fit().callbacks(spoiler));
            assertThat(history.problems()).singleElement().asString().contains("the state after step 13 was not saved");
        }
    }
}
