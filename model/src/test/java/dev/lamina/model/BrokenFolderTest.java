package dev.lamina.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.error.LaminaException;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.Checkpoint;
import dev.lamina.tensorflow.SavedModel;
import dev.lamina.tensorflow.Saver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that can be opened, but not read to its end: the iterator over it then throws what is no IOException. */
class BrokenFolderTest {
    @TempDir
    Path folder;

    /** What another JVM does, whose disk is faulty. */
    public static void main(String[] folder) {
        Path in = Path.of(folder[0]);
        String prefix = in.resolve("run-1").toString();
        tell("latestWhole", () -> Saver.latestWhole(in, _ -> {}));
        tell("write", () -> Checkpoint.write(prefix, Map.of("w", Tensor.of(2f))));
        tell("open", () -> Checkpoint.open(in.resolve("none").toString()));
        tell("SavedModel", () -> SavedModel.load(in));
        tell("resume", () -> {
            try (Model model = Samples.model()) {
                model.fit(TrainingProgram.fit(1)
                        .checkpoints(Checkpoints.at(in.resolve("run").toString()))
                        .resume());
            }
        });
    }

    private static void tell(String what, Runnable action) {
        try {
            action.run();
            System.out.println(what + ": nothing");
        } catch (LaminaException e) {
            System.out.println(what + ": " + e.getClass().getSimpleName() + " " + e.problem());
        }
    }

    @Test
    void isToldWithItsName() throws IOException, InterruptedException {
        Checkpoint.write(folder.resolve("run-1").toString(), Map.of("w", Tensor.of(1f)));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.nio.file.spi.DefaultFileSystemProvider=" + FaultyDisk.class.getName(),
                        "-Dfault.folders=broken",
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokenFolderTest.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        for (String what : new String[] {"latestWhole", "write", "open", "SavedModel", "resume"}) {
            assertThat(printed.lines().filter(line -> line.startsWith(what)))
                    .singleElement()
                    .asString()
                    .contains(what + ": UnavailableException ", folder.toString(), "Input/output error");
        }
    }
}
