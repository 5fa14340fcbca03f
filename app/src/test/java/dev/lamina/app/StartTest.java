package dev.lamina.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code .build/start} and the archive of classes that it makes and starts with. */
@EnabledOnOs({OS.LINUX, OS.MAC})
@Timeout(300)
class StartTest {
    private static final String GREETING = "started with [one, two words]";
    private static final String ARCHIVED = "source: shared objects file";

    @TempDir
    private Path folder;

    private Path jar;

    /** What is started, and what the archive is made of. */
    static final class Greeting {
        private Greeting() {}

        public static void main(String[] args) {
            System.out.println("started with " + List.of(args));
        }
    }

    /** A rehearsal that fails. */
    static final class Failing {
        private Failing() {}

        public static void main(String[] args) {
            System.exit(1);
        }
    }

    @BeforeEach
    void writeJar() throws IOException {
        jar = folder.resolve("greeting.jar");
        try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> each : List.of(Greeting.class, Failing.class)) {
                String name = each.getName().replace('.', '/') + ".class";
                entries.putNextEntry(new JarEntry(name));
                try (var bytes = StartTest.class.getResourceAsStream("/" + name)) {
                    entries.write(bytes.readAllBytes());
                }
            }
        }
    }

    @Test
    void theFirstStartMakesAnArchiveAndTheNextUsesIt() throws Exception {
        assertThat(start("")).containsExactly(GREETING);
        awaitArchive();
        assertThat(start("")).containsExactly(GREETING);
        assertThat(start("-Xlog:class+load")).contains(GREETING).anyMatch(StartTest::isArchived);
    }

    @Test
    void whatIsNoArchiveIsLeftAlone() throws Exception {
        Files.writeString(archive(), "no archive");
        assertThat(start("")).containsExactly(GREETING);
    }

    @Test
    void anArchiveThatDoesNotFitIsLeftAlone() throws Exception {
        start("");
        awaitArchive();
        assertThat(start("-XX:-UseCompressedOops")).containsExactly(GREETING);
        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
        assertThat(start("")).containsExactly(GREETING);
        try (OutputStream cut = Files.newOutputStream(archive())) {
            cut.write(new byte[100]);
        }
        assertThat(start("")).containsExactly(GREETING);
    }

    @Test
    void startsAtOnceDoNotCollide() throws Exception {
        List<Process> starts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            starts.add(process(Greeting.class, ""));
        }
        for (Process each : starts) {
            assertThat(printed(each)).containsExactly(GREETING);
        }
        awaitArchive();
        assertThat(start("-Xlog:class+load")).anyMatch(StartTest::isArchived);
    }

    @Test
    void aRehearsalThatFailsIsNotTriedAgain() throws Exception {
        assertThat(printed(process(Failing.class, ""))).containsExactly(GREETING);
        awaitArchive();
        assertThat(archive()).isEmptyFile();
        assertThat(start("")).containsExactly(GREETING);
        assertThat(archive()).isEmptyFile();
    }

    @Test
    void whoChoosesOneByOptionsHasNoOther() throws Exception {
        start("");
        awaitArchive();
        for (String options : List.of("-Xshare:off", "-XX:AOTCacheOutput=" + folder.resolve("own.aot"))) {
            assertThat(start(options)).contains(GREETING).noneMatch(line -> line.contains("cannot be used"));
        }
    }

    @Test
    void theLinesOfTheReadmeMakeAnArchiveAndUseIt() throws Exception {
        List<String> lines = Files.readAllLines(Path.of("../README.md")).stream()
                .filter(line -> line.startsWith("java ") && (line.contains(".classes") || line.contains(".jsa")))
                .toList();
        assertThat(lines).hasSize(3);
        String script = String.join("\n", lines)
                .replace("'target/first-network-1.jar:target/dependency/*'", jar.toString())
                .replace(" First", " '" + Greeting.class.getName() + "' one 'two words'")
                .replace("java -XX:SharedArchiveFile", "java -Xlog:class+load -XX:SharedArchiveFile");
        var builder = new ProcessBuilder("bash", "-ec", script)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        String path = Path.of(System.getProperty("java.home"), "bin") + File.pathSeparator + System.getenv("PATH");
        builder.environment().put("PATH", path);
        assertThat(printed(builder.start())).contains(GREETING).anyMatch(StartTest::isArchived);
    }

    private static boolean isArchived(String line) {
        return line.contains(Greeting.class.getName() + " ") && line.contains(ARCHIVED);
    }

    private List<String> start(String options) throws IOException, InterruptedException {
        return printed(process(Greeting.class, options));
    }

    private Process process(Class<?> rehearsal, String options) throws IOException {
        return bash(
                options,
                ".build/start",
                folder.toString(),
                rehearsal.getName(),
                jar.toString(),
                Greeting.class.getName(),
                "one",
                "two words");
    }

    private Path archive() throws IOException, InterruptedException {
        return Path.of(printed(bash("", ".build/start-archive", "name", folder.toString()))
                .getFirst());
    }

    private void awaitArchive() throws IOException, InterruptedException {
        Path archive = archive();
        Path lock = Path.of(archive + ".lock");
        while (!Files.exists(archive) || Files.exists(lock)) {
            Thread.sleep(50);
        }
    }

    private static Process bash(String options, String script, String... args) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("bash", Path.of("..", script).toString()));
        command.addAll(List.of(args));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("LAMINA_JAVA_OPTS", options);
        return builder.start();
    }

    private static List<String> printed(Process process) throws IOException, InterruptedException {
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed.lines().toList();
    }
}
