package dev.lamina.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.file.PendingFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process that died has left is gone after the next save in its folder; what is being written, or is another's, stays. */
class LeftoversTest {
    @TempDir
    Path folder;

    private void leave(String... names) throws IOException {
        for (String name : names) {
            Files.writeString(folder.resolve(name), "left behind");
        }
    }

    private Stream<String> save() throws IOException {
        Checkpoint.write(folder.resolve("mine").toString(), Map.of("x", Tensor.of(1f)));
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList().stream();
        }
    }

    @Test
    void unfinishedFilesOfAnyPrefixGo() throws IOException {
        leave(
                "checkpoint.tmp1a2b3c",
                "other-7.index.tmpzz9",
                "other-7.data-00000-of-00001.tmp0",
                "other-7.meta.tmp3e11abcdefghi",
                "array.npy.tmpq1",
                "arrays.npz.tmpq2");
        assertThat(save()).containsExactlyInAnyOrder("mine.index", "mine.data-00000-of-00001");
    }

    @Test
    void partsWhoseIndexNeverCameGoWithIt() throws IOException {
        leave("half-3.data-00000-of-00001", "half-3.meta", "half-3.index.tmp5");
        assertThat(save()).containsExactlyInAnyOrder("mine.index", "mine.data-00000-of-00001");
    }

    @Test
    void whatOthersHaveStays() throws IOException {
        String[] others = {"notes.tmp", "picture.png.tmp1", "index.tmp1", "half-3.data-00000-of-00001", "x.index.tmp-1"
        };
        leave(others);
        assertThat(save()).contains(others);
    }

    @Test
    void whatAnotherProcessIsWritingStays() throws IOException, InterruptedException {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LeftoversTest.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(other.getInputStream().read()).isEqualTo('.');
        assertThat(save()).anyMatch(name -> name.startsWith("theirs.index.tmp"));
        other.getOutputStream().close();
        assertThat(other.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(folder.resolve("theirs.index"))).isEqualTo("written slowly");
    }

    @Test
    void whatAnotherThreadIsWritingStays() throws IOException {
        try (PendingFiles files = new PendingFiles()) {
            files.add(
                    folder.resolve("theirs.index"), "written slowly".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(save()).anyMatch(name -> name.startsWith("theirs.index.tmp"));
            files.commit();
        }
        assertThat(Files.readString(folder.resolve("theirs.index"))).isEqualTo("written slowly");
    }

    /** To open and close a file that is locked would unlock it, and others would take it for left behind. */
    @Test
    void itIsKnownByAnyPathOfTheFolder() throws IOException {
        Files.createDirectory(folder.resolve("below"));
        try (PendingFiles files = new PendingFiles()) {
            files.add(
                    folder.resolve("below/../theirs.index"),
                    "written slowly".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(save()).anyMatch(name -> name.startsWith("theirs.index.tmp"));
            files.commit();
        }
        assertThat(Files.readString(folder.resolve("theirs.index"))).isEqualTo("written slowly");
    }

    /** Begins a file, and ends it when its input ends. */
    public static void main(String[] args) throws IOException {
        try (PendingFiles files = new PendingFiles()) {
            files.add(
                    Path.of(args[0], "theirs.index"),
                    "written slowly".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            System.out.print('.');
            System.out.flush();
            System.in.readAllBytes();
            files.commit();
        }
    }
}
