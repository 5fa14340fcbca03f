package dev.lamina.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.data.BatchSource;
import dev.lamina.data.CsvExamples;
import dev.lamina.data.CsvLayout;
import dev.lamina.data.Pipeline;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.layer.Dense;
import dev.lamina.loss.SparseSoftmaxCrossEntropy;
import dev.lamina.tensor.Shape;
import dev.lamina.train.GradientDescent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model knows which class each number is, wherever it goes. */
class KnownDataTest {
    @TempDir
    Path folder;

    private BatchSource data(String name, CsvLayout layout, String... lines) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "x,kind\n" + String.join("\n", lines) + "\n");
        return Pipeline.of(CsvExamples.open(file, layout)).batch(9);
    }

    private BatchSource training() throws IOException {
        return data("train.csv", CsvLayout.classes("kind"), "1,ant", "2,bee", "3,cow");
    }

    private static Model model() {
        return Model.of(Network.sequential(Shape.of(1), new Dense(3)), 1)
                .compile(Compilation.of(new GradientDescent(0.1f), new SparseSoftmaxCrossEntropy())
                        .accuracy());
    }

    @Test
    void dataThatLackAClassAreRefusedUntilOpenedWithTheModelsNames() throws IOException {
        BatchSource lacking = data("test.csv", CsvLayout.classes("kind"), "1,ant", "3,cow");
        try (Model model = model()) {
            assertThat(model.classNames()).isEmpty();
            model.fit(training(), 1);
            assertThat(model.classNames()).containsExactly("ant", "bee", "cow");
            assertThatThrownBy(() -> model.evaluate(lacking))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("the data's classes are [ant, cow], the model's [ant, bee, cow]")
                    .hasMessageContaining("model.classNames()");
            assertThatThrownBy(() -> model.fit(Fit.on(training()).validation(lacking)))
                    .isInstanceOf(InvalidArgumentException.class);
            BatchSource opened =
                    data("test.csv", CsvLayout.classes("kind").withClasses(model.classNames()), "1,ant", "3,cow");
            assertThat(model.evaluate(opened)).containsKey("accuracy");
        }
    }

    @Test
    void theNamesAreSavedWithTheWeights() throws IOException {
        String prefix = folder.resolve("model").toString();
        try (Model model = model();
                Model loaded = model()) {
            model.fit(training(), 1);
            model.save(prefix);
            loaded.load(prefix);
            assertThat(loaded.classNames()).containsExactly("ant", "bee", "cow");
            assertThat(loaded.weights()).isEqualTo(model.weights());
        }
    }

    @Test
    void aTrainingResumesWithTheClassesItBeganWith() throws IOException {
        Checkpoints states = Checkpoints.at(folder.resolve("run").toString());
        try (Model model = model()) {
            model.fit(Fit.on(training()).checkpoints(states));
        }
        BatchSource others = data("others.csv", CsvLayout.classes("kind"), "1,ant", "2,bee", "3,dog");
        try (Model model = model()) {
            assertThatThrownBy(() -> model.fit(
                            Fit.on(others).epochs(2).checkpoints(states).resume()))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("[ant, bee, dog]");
        }
        try (Model model = model()) {
            model.fit(Fit.on(training()).epochs(2).checkpoints(states).resume());
            assertThat(model.classNames()).containsExactly("ant", "bee", "cow");
        }
    }
}
