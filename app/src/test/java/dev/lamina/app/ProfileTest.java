package dev.lamina.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.Tf;
import dev.lamina.graph.Output;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensorflow.GraphFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code --profile} of {@code run} and {@code train}. */
class ProfileTest {
    @TempDir
    private Path folder;

    private Path trace() {
        return folder.resolve("trace.json");
    }

    private List<JsonNode> events() throws IOException {
        JsonNode trace = new JsonMapper().readTree(Files.readString(trace()));
        return trace.get("traceEvents").valueStream().toList();
    }

    private String graph() {
        Tf tf = Tf.create();
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1, 3), "x");
        tf.named("y").matmul(x, tf.ones(3, 2));
        Path file = folder.resolve("graph.pb");
        GraphFile.write(tf.graph(), file);
        return file.toString();
    }

    @Test
    void aRunIsTold() throws IOException {
        Lamina run = Lamina.run(
                "run", "--graph", graph(), "--feed", "x=[[1,2,3]]", "--fetch", "y", "--profile", trace().toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("6");
        assertThat(run.err()).contains("GFLOP/s").contains("MatMul (y)").contains("profile in " + trace());
        assertThat(events()).singleElement().satisfies(event -> {
            assertThat(event.get("name").stringValue()).isEqualTo("MatMul");
            assertThat(event.get("args").get("node").stringValue()).isEqualTo("y");
            assertThat(event.get("ph").stringValue()).isEqualTo("X");
            assertThat(event.get("ts").doubleValue()).isZero();
            assertThat(event.get("dur").doubleValue()).isPositive();
        });
    }

    @Test
    void aTrainingIsTold() throws IOException {
        TinyImages.write(folder);
        Lamina train = Lamina.run(
                "train",
                "--data",
                folder.toString(),
                "--hidden",
                "8",
                "--epochs",
                "1",
                "--profile",
                trace().toString());
        assertThat(train.exitCode()).isZero();
        assertThat(train.err().lines().filter(line -> line.endsWith(")"))).hasSize(10);
        assertThat(events())
                .hasSizeGreaterThan(20)
                .anySatisfy(event -> assertThat(event.get("name").stringValue()).startsWith("MatMul"));
    }

    @Test
    void aFileThatCannotBeWrittenIsNamedBeforeAnythingRuns() {
        Path nowhere = folder.resolve("no/trace.json");
        Lamina run = Lamina.run(
                "run", "--graph", graph(), "--feed", "x=[[1,2,3]]", "--fetch", "y", "--profile", nowhere.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("cannot write the profile " + nowhere);
    }
}
