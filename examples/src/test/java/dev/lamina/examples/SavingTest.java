package dev.lamina.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.tensorflow.Checkpoint;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lesson's second part: the programs that save and restore. */
class SavingTest {
    @TempDir
    Path folder;

    private String saveFile = "";

    @BeforeEach
    void name() {
        saveFile = folder.resolve("model.ckpt").toString();
    }

    @Test
    void whatIsRestoredIsWhatWasSaved() {
        var lines = Printed.by(() -> new SaveAndRestore().main(saveFile)).lines();
        assertThat(lines).hasSize(10);
        assertThat(lines.get(0)).isEqualTo("Weights:");
        assertThat(lines.get(3)).isEqualTo("Bias:");
        assertThat(lines.subList(5, 10)).isEqualTo(lines.subList(0, 5));
        var checkpoint = Checkpoint.open(saveFile);
        assertThat(checkpoint.names()).containsExactly("Variable", "Variable_1");
        assertThat(lines.get(4)).isEqualTo(checkpoint.tensor("Variable_1").toString());
    }

    @Test
    void namesByOrderGiveTheLessonsError() {
        var lines = Printed.by(() -> new NamingError().main(saveFile)).lines();
        assertThat(lines.subList(0, 4))
                .containsExactly(
                        "Save Weights: Variable:0",
                        "Save Bias: Variable_1:0",
                        "Load Weights: Variable_1:0",
                        "Load Bias: Variable:0");
        assertThat(lines.get(4))
                .isEqualTo(
                        "dev.lamina.error.InvalidArgumentException: Assign requires shapes of both tensors to match. "
                                + "lhs shape= [3] rhs shape= [2,3]");
        assertThat(lines.getLast()).contains("hint: ", "name your variables: tf.variable(init, \"weights_0\")");
    }

    @Test
    void namesOfTheirOwnAreFoundInAnyOrder() {
        assertThat(Printed.by(() -> new NamedRestore().main(saveFile)).lines())
                .containsExactly(
                        "Save Weights: weights_0:0",
                        "Save Bias: bias_0:0",
                        "Load Weights: weights_0:0",
                        "Load Bias: bias_0:0",
                        "Loaded Weights and Bias successfully.");
    }

    /** The classifier that saves nothing trains the same, so that what is loaded must be as good to the last digit. */
    @Test
    void aTrainedModelIsLoadedAsGoodAsItWas() {
        String[] training = {"--epochs", "1", "--save-file", saveFile};
        assertThat(Printed.by(() -> new SaveTrainedModel().main(training)).text())
                .matches("""
                Epoch 0   - Validation Accuracy: 0\\.\\d+
                Trained Model Saved\\.
                """);
        var unsaved = Printed.by(() -> new LogisticClassifier().main("--epochs", "1"));
        assertThat(Printed.by(() -> new LoadTrainedModel().main("--save-file", saveFile))
                        .lines())
                .containsExactly("Test Accuracy: "
                        + unsaved.text().split("Test Accuracy: ", -1)[1].strip());
    }
}
