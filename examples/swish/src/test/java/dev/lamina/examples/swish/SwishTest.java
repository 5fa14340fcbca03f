package dev.lamina.examples.swish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two programs, each in a process of its own. */
class SwishTest {
    private static List<String> run(Class<?> program, Path folder) throws IOException, InterruptedException {
        var java = ProcessHandle.current().info().command().orElseThrow();
        var process = new ProcessBuilder(
                        java,
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed.lines().filter(line -> !line.startsWith("WARNING")).toList();
    }

    @Test
    void whatOneProcessTrainedAnotherReads(@TempDir Path folder) throws IOException, InterruptedException {
        Path model = folder.resolve("model");
        var trained = run(TrainSwish.class, model);
        assertThat(trained.getFirst()).startsWith("step 200: loss 0.");
        assertThat(trained.getLast()).isEqualTo("saved " + model);
        var read = run(RunSwish.class, model);
        assertThat(read.getFirst()).isEqualTo("Swish is Swish[beta=1.5]");
        assertThat(read.subList(1, read.size())).hasSize(3).allSatisfy(line -> {
            var numbers = Pattern.compile("sine of (\\S+): (\\S+)").matcher(line);
            assertThat(numbers.matches()).isTrue();
            assertThat(Double.parseDouble(numbers.group(2)))
                    .isCloseTo(Math.sin(Double.parseDouble(numbers.group(1))), within(0.1));
        });
    }
}
