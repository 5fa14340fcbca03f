package dev.lamina.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.session.Threads;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TrainTest {
    @TempDir
    private Path folder;

    private final int threads = Threads.count();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeImages() throws IOException {
        TinyImages.write(folder);
    }

    @AfterEach
    void restoreThreads() {
        Threads.set(threads);
    }

    @Test
    void linesTellOfModelEpochsAndTest() {
        assertThat(train("--hidden", "16,8", "--epochs", "2", "--batch", "50", "--l2", "1e-3", "--threads", "1"))
                .isZero();
        assertThat(out.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo(folder + ": images of 6x6 pixels in 3 classes"),
                        line -> assertThat(line).isEqualTo("220 to train, 20 to validate, 60 to test"),
                        line -> assertThat(line).isEmpty(),
                        line -> assertThat(line).startsWith("Layer"),
                        line -> assertThat(line).startsWith("---"),
                        line -> assertThat(line).matches("input .*\\[\\?, 36] +0"),
                        line -> assertThat(line).matches("hidden 1, ReLU .*\\[\\?, 16] +592"),
                        line -> assertThat(line).matches("dropout, keeps 0.8 .*\\[\\?, 16] +0"),
                        line -> assertThat(line).matches("hidden 2, ReLU .*\\[\\?, 8] +136"),
                        line -> assertThat(line).matches("dropout, keeps 0.8 .*\\[\\?, 8] +0"),
                        line -> assertThat(line).matches("output, softmax .*\\[\\?, 3] +27"),
                        line -> assertThat(line).startsWith("---"),
                        line -> assertThat(line).matches("Total +755"),
                        line -> assertThat(line).isEmpty(),
                        line -> assertThat(line)
                                .isEqualTo(
                                        "adam, learning rate 0.002 to 0, batches of 50, L2 penalty 0.001, 2 epochs, seed 1, 1 thread"),
                        line -> assertThat(line).isEmpty(),
                        line -> assertThat(line)
                                .matches("epoch 1/2  loss \\d.\\d{4}  validation .*%  [\\d,]+ examples/s"),
                        line -> assertThat(line).startsWith("epoch 2/2  "),
                        line -> assertThat(line).matches("test accuracy \\d+.\\d\\d% after \\d+.\\d s"));
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void jsonHasTheFieldsAndNothingElse() {
        List<JsonNode> lines = json("--epochs", "2", "--hidden", "8");
        assertThat(lines).hasSize(3);
        for (int epoch = 1; epoch <= 2; epoch++) {
            JsonNode line = lines.get(epoch - 1);
            assertThat(line.propertyNames())
                    .containsExactly("epoch", "loss", "validation_accuracy", "examples_per_second");
            assertThat(line.get("epoch").intValue()).isEqualTo(epoch);
            assertThat(line.get("loss").doubleValue()).isBetween(0.0, 5.0);
            assertThat(line.get("validation_accuracy").doubleValue()).isBetween(0.0, 1.0);
            assertThat(line.get("examples_per_second").doubleValue()).isPositive();
        }
        assertThat(lines.getLast().propertyNames()).containsExactly("test_accuracy", "parameters", "seconds");
        assertThat(lines.getLast().get("parameters").intValue()).isEqualTo(36 * 8 + 8 + 8 * 3 + 3);
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sgd", "momentum", "adam", "adagrad", "rmsprop", "nesterov", "adadelta", "adamw"})
    void eachOptimizerLearnsAtItsUsualRate(String optimizer) {
        List<JsonNode> lines = json("--optimizer", optimizer, "--epochs", "20", "--batch", "10");
        assertThat(lines.getLast().get("test_accuracy").doubleValue()).isGreaterThan(0.95);
        assertThat(lines.get(19).get("loss").doubleValue())
                .isLessThan(lines.getFirst().get("loss").doubleValue());
    }

    @Test
    void withoutHiddenLayersItIsLinear() {
        List<JsonNode> lines = json("--hidden", "none", "--epochs", "5", "--batch", "4", "--learning-rate", "0.01");
        assertThat(lines.getLast().get("parameters").intValue()).isEqualTo(36 * 3 + 3);
        assertThat(lines.getLast().get("test_accuracy").doubleValue()).isGreaterThan(0.95);
    }

    /** Parameters: the sum of what each layer has, by its formula; images are of 6 by 6 pixels, classes 3. */
    @ParameterizedTest
    @CsvSource({
        "logistic, none, 111", // 36 * 3 + 3
        "cnn, 8, 93955", // 9 * 32 + 64, 9 * 32 * 64 + 128, 9 * 64 * 128 + 256, 128 * 8 + 8, 8 * 3 + 3
        "transformer, 8, 19019", // 6 * 64 + 64, 6 * 64, 4 * (64 * 64 + 64), 64 * 8 + 8, 8 * 64 + 64, 256, 64 * 3 + 3
        "lstm, 8, 507" // 4 * ((6 + 8) * 8 + 8), 8 * 3 + 3
    })
    void anyNetworkLearns(String network, String hidden, int parameters) {
        List<JsonNode> lines =
                json("--network", network, "--hidden", hidden, "--epochs", "12", "--batch", "4", "--keep-prob", "1");
        assertThat(lines.getLast().get("parameters").intValue()).isEqualTo(parameters);
        assertThat(lines.getLast().get("test_accuracy").doubleValue()).isGreaterThan(0.9);
    }

    @Test
    void penaltyIsPartOfTheLoss() {
        double without = json("--epochs", "1").getFirst().get("loss").doubleValue();
        double with =
                json("--epochs", "1", "--l2", "0.5").getFirst().get("loss").doubleValue();
        assertThat(with).isGreaterThan(10 * without);
    }

    @Test
    void seedAndNothingElseFixesTheResult() {
        List<String> first = results("--epochs", "3", "--seed", "5", "--threads", "1");
        assertThat(results("--epochs", "3", "--seed", "5", "--threads", "1")).isEqualTo(first);
        assertThat(results("--epochs", "3", "--seed", "5", "--threads", "2")).isEqualTo(first);
        assertThat(results("--epochs", "3", "--seed", "6", "--threads", "2")).isNotEqualTo(first);
    }

    @Test
    void batchLargerThanTheDataIsAllOfIt() {
        assertThat(json("--epochs", "1", "--batch", "100000")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"1", "0.5"})
    void lossThatIsNotFiniteNamesStepAndOperation(String keepProb) {
        assertThat(train(
                        "--json",
                        "--optimizer",
                        "sgd",
                        "--learning-rate",
                        "1e20",
                        "--batch",
                        "20",
                        "--keep-prob",
                        keepProb))
                .isEqualTo(1);
        assertThat(err.toString())
                .containsPattern("the loss is (NaN|Infinity) at epoch 1, step \\d+; training once more")
                .containsPattern("lamina: the loss is (NaN|Infinity) at epoch 1, step \\d+: the training cannot go on")
                .containsPattern("At epoch 1, step \\d+, [A-Z]\\w+ '[\\w/]+' .*not finite")
                .contains("hint: try a smaller learning rate, such as --learning-rate 0.1, or --optimizer adam");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    --epochs        | 0      | --epochs must be 1 or more, got 0
                    --epochs        | many   | 'many' is not an int
                    --batch         | -3     | --batch must be 1 or more, got -3
                    --keep-prob     | 0      | --keep-prob must be above 0 and at most 1, got 0.0
                    --keep-prob     | 1.5    | --keep-prob must be above 0 and at most 1, got 1.5
                    --keep-prob     | NaN    | --keep-prob must be above 0 and at most 1, got NaN
                    --l2            | -1     | --l2 must be 0 or more, got -1.0
                    --learning-rate | 0      | --learning-rate must be above 0, got 0.0
                    --learning-rate | NaN    | --learning-rate must be above 0, got NaN
                    --max-norm      | 0      | --max-norm must be above 0, got 0.0
                    --patience      | 0      | --patience must be 1 or more, got 0
                    --schedule      | steps  | Invalid value for option '--schedule'
                    --threads       | 0      | --threads must be 1 or more, got 0
                    --optimizer     | lbfgs  | 'lbfgs' is none of sgd, momentum, adam, adagrad, rmsprop
                    --network       | deep   | Invalid value for option '--network'
                    --hidden        | 256,   | '256,' is neither none nor the units of each hidden layer
                    --hidden        | 0      | '0' is neither none nor the units of each hidden layer
                    """)
    void wrongArgumentsAreExplained(String option, String value, String message) {
        assertThat(train(option, value)).isEqualTo(2);
        assertThat(err.toString()).contains("lamina: ", message, "Try 'lamina train --help'.");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void missingFolderAndFilesAreNamed() throws IOException {
        assertThat(run("--data", folder.resolve("nowhere").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--data: no folder", "train-images-idx3-ubyte", "t10k-labels-idx1-ubyte");
        err.getBuffer().setLength(0);
        Files.delete(folder.resolve("t10k-labels-idx1-ubyte"));
        assertThat(train()).isEqualTo(2);
        assertThat(err.toString()).contains("files missing in").contains("t10k-labels-idx1-ubyte");
    }

    @Test
    void tooFewImagesAreRefused() throws IOException {
        TinyImages.write(folder, "train", 1);
        assertThat(train()).isEqualTo(1);
        assertThat(err.toString()).contains("has 1 training and 60 test images: at least 2 and 1 are needed");
    }

    private int train(String... options) {
        List<String> args = new ArrayList<>(List.of("--data", folder.toString()));
        args.addAll(List.of(options));
        return run(args.toArray(String[]::new));
    }

    private int run(String... options) {
        String[] args = new String[options.length + 1];
        args[0] = "train";
        System.arraycopy(options, 0, args, 1, options.length);
        CommandLine lamina = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return Main.run(lamina, args);
    }

    private List<JsonNode> json(String... options) {
        out.getBuffer().setLength(0);
        List<String> args = new ArrayList<>(List.of(options));
        args.add("--json");
        assertThat(train(args.toArray(String[]::new))).isZero();
        var mapper = new JsonMapper();
        return out.toString().lines().map(mapper::readTree).toList();
    }

    /** What does not depend on time. */
    private List<String> results(String... options) {
        List<String> results = new ArrayList<>();
        for (JsonNode line : json(options)) {
            results.add(line.path("loss") + " " + line.path("validation_accuracy") + " " + line.path("test_accuracy"));
        }
        return results;
    }
}
