package dev.lamina.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the documents show is true: their Java compiles, runs and prints what they say, and what their commands name is
 * there.
 */
class SnippetsTest {
    private static final Pattern TYPE =
            Pattern.compile("^public .*?(?:class|record|interface|enum) (\\w+)", Pattern.MULTILINE);
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    /** In it a folder for each page, in which its programs run: one reads the files that another before it wrote. */
    @TempDir
    static Path pages;

    @TempDir
    Path folder;

    static Stream<Snippet> java() throws IOException {
        return Snippet.in("java");
    }

    static Stream<Snippet> programs() throws IOException {
        return java().filter(Snippet::isProgram);
    }

    static Stream<Snippet> shell() throws IOException {
        return Snippet.in("sh");
    }

    @ParameterizedTest
    @MethodSource("java")
    void javaCompiles(Snippet snippet) throws IOException {
        compile(snippet);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void programsPrintWhatIsSaid(Snippet snippet) throws IOException, InterruptedException {
        var printed = run(compile(snippet), Files.createDirectories(pages.resolve(snippet.file())));
        assertThat(printed.text()).isNotBlank();
        if (snippet.output() != null) {
            assertThat(printed.text().strip()).isEqualTo(snippet.output().strip());
        } else if (snippet.file().endsWith("README.md")) {
            assertThat(printed.last("Test accuracy after one epoch: ")).isBetween(0.7, 1.0);
        }
    }

    /** The name of the snippet's class. */
    private String compile(Snippet snippet) throws IOException {
        var name = TYPE.matcher(snippet.text())
                .results()
                .map(match -> match.group(1))
                .findFirst()
                .orElse("Snippet");
        compile(Files.writeString(folder.resolve(name + ".java"), snippet.text()));
        return name;
    }

    private void compile(Path source) throws IOException {
        var javac = ToolProvider.getSystemJavaCompiler();
        var messages = new StringWriter();
        try (var files = javac.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-cp", CLASS_PATH, "-d", folder.toString(), "-Xlint:all", "-Werror");
            boolean compiled = javac.getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            assertThat(compiled).as(messages.toString()).isTrue();
        }
    }

    private Printed run(String name, Path page) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var path = folder + System.getProperty("path.separator") + CLASS_PATH;
        var output = folder.resolve("output");
        var errors = folder.resolve("errors");
        var process = new ProcessBuilder(
                        java,
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-Dstdout.encoding=UTF-8",
                        "-Duser.language=en",
                        "-cp",
                        path,
                        name)
                .directory(page.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();
        var printed = new Printed(Files.readString(output));
        var all = printed.text() + Files.readString(errors);
        assertThat(ended).as("ended: " + all).isTrue();
        assertThat(process.exitValue()).as(all).isZero();
        return printed;
    }

    @ParameterizedTest
    @MethodSource("shell")
    void shellNamesScriptsThatExist(Snippet snippet) throws IOException, InterruptedException {
        for (var line : snippet.text().lines().toList()) {
            var words = List.of(line.replaceFirst("#.*", "").strip().split("\\s+"));
            var command = words.getFirst();
            if (command.contains("/")) {
                assertThat(Printed.ROOT.resolve(command)).isExecutable();
            }
            if (command.equals("examples/run") && words.size() > 1) {
                assertThat(words.get(1)).isIn(RunScript.names());
            }
        }
    }
}
