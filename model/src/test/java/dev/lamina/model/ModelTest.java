package dev.lamina.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.FailedPreconditionException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.layer.Activation;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Dropout;
import dev.lamina.loss.SoftmaxCrossEntropy;
import dev.lamina.loss.SparseSoftmaxCrossEntropy;
import dev.lamina.metric.ConfusionMatrix;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.ModelSignature;
import dev.lamina.tensorflow.SavedModel;
import dev.lamina.train.GradientDescent;
import dev.lamina.train.schedule.ExponentialDecay;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTest {
    @TempDir
    Path folder;

    private static double value(Map<String, Double> values, String name) {
        return Objects.requireNonNull(values.get(name));
    }

    @Test
    void itLearns() {
        try (Model model = Samples.model()) {
            double before = value(model.evaluate(Samples.validation(200)), "accuracy");
            History history = model.fit(Fit.on(Samples.training(400)).epochs(12).validation(Samples.validation(200)));
            assertThat(history.ending()).isEqualTo(Ending.COMPLETED);
            assertThat(history.steps()).isEqualTo(600);
            double[] loss = history.values("loss");
            assertThat(loss).hasSize(12);
            assertThat(loss[11]).isLessThan(0.7 * loss[0]);
            Map<String, Double> after = model.evaluate(Samples.validation(200));
            assertThat(value(after, "accuracy")).isGreaterThan(0.85).isGreaterThan(before);
            assertThat(history.epochs().getLast().value("val_accuracy")).isEqualTo(value(after, "accuracy"));
            assertThat(history.epochs().getLast().value("val_loss")).isEqualTo(value(after, "loss"));
        }
    }

    @Test
    void dropoutIsInNoEvaluation() {
        var network = Network.sequential(
                Shape.of(4), new Dense(32, Activation.RELU), Dropout.keep(0.5f), new Dense(Samples.CLASSES));
        var same = Network.sequential(Shape.of(4), new Dense(32, Activation.RELU), new Dense(Samples.CLASSES));
        Tensor x = Samples.features(50, 9);
        try (Model model = Samples.model(network);
                Model without = Samples.model(same)) {
            model.fit(Samples.training(80), 2);
            Map<String, Tensor> randomStates = model.session().randomStates();
            without.setWeights(model.weights());
            // What has dropout in it predicts and evaluates as what never had it, to the bit.
            assertThat(model.predict(x)).isEqualTo(without.predict(x));
            assertThat(model.evaluate(Samples.validation(64))).isEqualTo(without.evaluate(Samples.validation(64)));
            assertThat(model.session().randomStates()).isEqualTo(randomStates);
            // While it learns, dropout is there: the two go on differently.
            model.fit(Samples.training(80), 1);
            without.fit(Samples.training(80), 1);
            assertThat(model.predict(x)).isNotEqualTo(without.predict(x));
            assertThat(model.session().randomStates()).isNotEqualTo(randomStates);
        }
    }

    @Test
    void theSameSeedGivesTheSameBits() {
        try (Model one = Samples.model();
                Model other = Samples.model()) {
            History first = one.fit(Samples.training(80), 2);
            History second = other.fit(Samples.training(80), 2);
            assertThat(first.values("loss")).isEqualTo(second.values("loss"));
            assertThat(one.session().variables()).isEqualTo(other.session().variables());
        }
    }

    @Test
    void summaryNamesLayersAndCountsParameters() {
        try (Model model = Samples.model()) {
            assertThat(model.summary().lines())
                    .anyMatch(line -> line.matches("dense \\(Dense\\) +\\[\\?,16\\] +80"))
                    .anyMatch(line -> line.matches("dropout \\(Dropout\\) +\\[\\?,16\\] +0"))
                    .anyMatch(line -> line.matches("batch_normalization \\(BatchNormalization\\) +\\[\\?,16\\] +64"))
                    .anyMatch(line -> line.matches("dense_1 \\(Dense\\) +\\[\\?,3\\] +51"))
                    .contains("parameters: 195, of which 163 are trained");
        }
    }

    @Test
    void penaltiesAreInTheLossThatIsMinimisedAlone() {
        try (Model model = Samples.model()) {
            double evaluated = value(model.evaluate(Samples.training(8)), "loss");
            double[] fitted = model.fit(Samples.training(8), 1).values("loss");
            assertThat(fitted[0]).isNotEqualTo(evaluated);
        }
    }

    @Test
    void savedAndLoadedItPredictsTheSame() {
        Tensor x = Samples.features(20, 3);
        String prefix = folder.resolve("model.ckpt").toString();
        try (Model model = Samples.model();
                Model compiled = Samples.model();
                Model plain = Model.of(Samples.network())) {
            model.fit(Samples.training(80), 2);
            model.save(prefix);
            plain.load(prefix);
            assertThat(plain.predict(x)).isEqualTo(model.predict(x));
            compiled.load(prefix);
            assertThat(compiled.session().variables()).isEqualTo(model.session().variables());
            model.export(folder.resolve("saved"));
            try (SavedModel saved = SavedModel.load(folder.resolve("saved"))) {
                assertThat(saved.run(ModelSignature.DEFAULT, Map.of("features", x))
                                .get("predictions"))
                        .isEqualTo(model.predict(x));
            }
        }
    }

    @Test
    void othersMetricsMayLookAtTheSamePredictions() {
        try (Model model = Samples.model()) {
            var matrix = new ConfusionMatrix(Samples.CLASSES);
            var values = model.evaluate(Samples.validation(100), List.of(matrix));
            assertThat(matrix.result().classification().micro().f1()).isEqualTo(values.get("accuracy"));
        }
    }

    @Test
    void layersCanBeConnectedInAnyWay() {
        Symbol x = Symbol.input(4);
        Symbol hidden = x.then(new Dense(4, Activation.TANH));
        Symbol sum = Symbol.add(x, hidden);
        Network network = Network.functional(x, Symbol.concat(sum, hidden).then(new Dense(Samples.CLASSES)));
        try (Model model = Samples.model(network)) {
            assertThat(model.summary()).contains("add (Add)").contains("concatenate (Concatenate)  [?,8]");
            double[] loss = model.fit(Samples.training(400), 5).values("loss");
            assertThat(loss[4]).isLessThan(loss[0]);
        }
        assertThatThrownBy(() -> Network.functional(Symbol.input(3), hidden))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("depend on the input 'features' (float32[4]), which is not among its inputs");
    }

    @Test
    void theLearningRateMayFollowTheStep() {
        OptimizerFactory halving =
                (scope, step) -> new GradientDescent(new ExponentialDecay(1, 1, 1e-30f, true).at(scope, step));
        try (Model model =
                Model.of(Samples.network(), 1).compile(Compilation.of(halving, new SparseSoftmaxCrossEntropy()))) {
            model.fit(Samples.training(8), 1);
            Tensor after = model.weights().get("dense_1/kernel");
            // From the second step on the rate is nothing.
            model.fit(Samples.training(8), 3);
            assertThat(model.weights().get("dense_1/kernel")).isEqualTo(after);
        }
    }

    @Test
    void whatDoesNotFitIsSaid() {
        try (Model model = Model.of(Samples.network())) {
            assertThatThrownBy(() -> model.fit(Samples.training(8), 1))
                    .isInstanceOf(FailedPreconditionException.class)
                    .hasMessageContaining("must be compiled");
            model.compile(Compilation.of(new GradientDescent(0.1f), new SoftmaxCrossEntropy())
                    .labels(DType.FLOAT32, Samples.CLASSES));
            assertThatThrownBy(() -> model.fit(Samples.training(8), 1))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("the data's labels are int32[], the model was compiled for float32[3]");
        }
        var wide = Network.sequential(Shape.of(5), new Dense(Samples.CLASSES));
        try (Model model = Samples.model(wide)) {
            assertThatThrownBy(() -> model.evaluate(Samples.training(8)))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("the data's features are float32[4], the network's input is float32[5]");
        }
    }
}
