package dev.lamina.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.FailedPreconditionException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.NotFoundException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.Activation;
import dev.lamina.layer.BatchNormalization;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Dropout;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Regularizer;
import dev.lamina.loss.SparseSoftmaxCrossEntropy;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.Adam;
import dev.lamina.train.Constraint;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is frozen does not move, whatever else is asked of it. */
class FrozenLayersTest {
    @TempDir
    Path folder;

    private static Compilation decaying() {
        return Compilation.of(new Adam(0.05f).decayWeights(0.01f), new SparseSoftmaxCrossEntropy())
                .accuracy();
    }

    private static Dense low() {
        return new Dense(8, Activation.TANH)
                .kernelRegularizer(Regularizer.l2(0.1f))
                .kernelConstraint(Constraint.maxNorm(0.1f))
                .named("low");
    }

    private static Network network(Layer low, Layer normal, Layer top) {
        return Network.sequential(Shape.of(4), low, normal, Dropout.keep(0.9f), top);
    }

    private static Map<String, Tensor> below(Map<String, Tensor> weights, String... layers) {
        Map<String, Tensor> some = new java.util.LinkedHashMap<>(weights);
        some.keySet()
                .removeIf(name -> java.util.Arrays.stream(layers).noneMatch(layer -> name.startsWith(layer + "/")));
        return some;
    }

    @Test
    void frozenBelowTheTopLearnsAlone() {
        Layer normal = new BatchNormalization().momentum(0.5f).named("normal").trainable(false);
        Network network = network(low().trainable(false), normal, new Dense(Samples.CLASSES).named("top"));
        try (Model model = Model.of(network, 1).compile(decaying())) {
            Map<String, Tensor> before = model.weights();
            assertThat(model.summary())
                    .contains("low (Dense, frozen)")
                    .contains("normal (BatchNormalization, frozen)")
                    .contains("parameters: 99, of which 27 are trained");
            double[] loss = model.fit(Samples.training(200), 5).values("loss");
            assertThat(loss[4]).isLessThan(loss[0]);
            Map<String, Tensor> after = model.weights();
            assertThat(below(after, "low", "normal")).hasSize(6).isEqualTo(below(before, "low", "normal"));
            assertThat(after.get("top/kernel")).isNotEqualTo(before.get("top/kernel"));
        }
    }

    @Test
    void throughAFrozenTopTheLayersBelowLearn() {
        Network network = network(
                low(),
                new BatchNormalization().named("normal"),
                new Dense(Samples.CLASSES).named("top").trainable(false));
        try (Model model = Model.of(network, 1).compile(decaying())) {
            Map<String, Tensor> before = model.weights();
            model.fit(Samples.training(40), 1);
            Map<String, Tensor> after = model.weights();
            assertThat(below(after, "top")).isEqualTo(below(before, "top"));
            assertThat(after.get("low/kernel")).isNotEqualTo(before.get("low/kernel"));
            assertThat(after.get("normal/moving_mean")).isNotEqualTo(before.get("normal/moving_mean"));
        }
    }

    @Test
    void afterBuildingLayersAreFrozenFromTheNextCompileOn() {
        Network network =
                network(low(), new BatchNormalization().named("normal"), new Dense(Samples.CLASSES).named("top"));
        try (Model model = Model.of(network, 1).compile(decaying())) {
            model.fit(Samples.training(40), 1);
            Map<String, Tensor> before = model.weights();
            model.trainable("low", false).trainable("normal", false);
            assertThatThrownBy(() -> model.fit(Samples.training(40), 1))
                    .isInstanceOf(FailedPreconditionException.class)
                    .hasMessageContaining("compile again");
            model.compile(decaying());
            assertThat(model.weights()).isEqualTo(before);
            model.fit(Samples.training(40), 1);
            Map<String, Tensor> after = model.weights();
            assertThat(below(after, "low", "normal")).isEqualTo(below(before, "low", "normal"));
            assertThat(after.get("top/kernel")).isNotEqualTo(before.get("top/kernel"));
            model.trainable(true).compile(decaying()).fit(Samples.training(40), 1);
            assertThat(model.weights().get("low/kernel")).isNotEqualTo(before.get("low/kernel"));
            assertThat(model.weights().get("normal/moving_mean")).isNotEqualTo(before.get("normal/moving_mean"));
            assertThatThrownBy(() -> model.trainable("middle", false))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("the model has no layer 'middle', only [low, normal, dropout, top]");
            model.trainable(false);
            assertThatThrownBy(() -> model.compile(decaying()))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("nothing to learn: all layers are frozen");
        }
    }

    /** A layer of a user's own, of others. */
    private record Block(String name) implements Layer {
        @Override
        public Layer named(String name) {
            return new Block(name);
        }

        @Override
        public BuiltLayer build(Scope own, Output input) {
            BuiltLayer dense = low().build(own.nested("dense"), input);
            Output hidden = dense.apply(own, input, dev.lamina.layer.Phase.INFERENCE);
            BuiltLayer normal = new BatchNormalization().build(own.nested("normal"), hidden);
            return (scope, x, phase) -> normal.apply(scope, dense.apply(scope, x, phase), phase);
        }
    }

    @Test
    void aLayerOfOnesOwnIsFrozenWithAllThatIsInIt() {
        Network network = Network.sequential(
                Shape.of(4), new Block("block").trainable(false).named("renamed"), new Dense(Samples.CLASSES));
        try (Model model = Model.of(network, 1).compile(decaying())) {
            Map<String, Tensor> before = model.weights();
            model.fit(Samples.training(40), 2);
            assertThat(below(model.weights(), "renamed")).hasSize(6).isEqualTo(below(before, "renamed"));
        }
    }

    @Test
    void aLoadedModelGetsAnotherTop() {
        String prefix = folder.resolve("model").toString();
        Layer normal = new BatchNormalization().named("normal");
        try (Model model = Model.of(network(low(), normal, new Dense(Samples.CLASSES).named("top")), 1)
                .compile(decaying())) {
            model.fit(Samples.training(80), 2);
            model.save(prefix);
            Network other = network(
                    low().trainable(false), normal.trainable(false), new Dense(Samples.CLASSES + 1).named("top"));
            try (Model tuned = Model.of(other, 2)) {
                Map<String, Tensor> before = tuned.weights();
                tuned.load(prefix, "low", "normal");
                assertThat(below(tuned.weights(), "low", "normal")).isEqualTo(below(model.weights(), "low", "normal"));
                assertThat(below(tuned.weights(), "top")).isEqualTo(below(before, "top"));
                tuned.compile(decaying()).fit(Samples.training(80), 1);
                assertThat(below(tuned.weights(), "low", "normal")).isEqualTo(below(model.weights(), "low", "normal"));
                assertThatThrownBy(() -> tuned.load(prefix, "top"))
                        .isInstanceOf(InvalidArgumentException.class)
                        .hasMessageContaining("top/");
                assertThatThrownBy(() -> tuned.load(prefix, "dropout")).hasMessageContaining("has no variables");
            }
        }
    }
}
