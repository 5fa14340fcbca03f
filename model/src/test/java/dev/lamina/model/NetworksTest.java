package dev.lamina.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.BatchSource;
import dev.lamina.data.Pipeline;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.Activation;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Embedding;
import dev.lamina.layer.Flatten;
import dev.lamina.layer.Initializer;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Parameter;
import dev.lamina.loss.MeanSquaredError;
import dev.lamina.loss.SparseSoftmaxCrossEntropy;
import dev.lamina.metric.Accuracy;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.tensorflow.ModelSignature;
import dev.lamina.tensorflow.SavedModel;
import dev.lamina.train.Adam;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks that are not one chain. */
class NetworksTest {
    private static final int EXAMPLES = 240;

    @TempDir
    Path folder;

    /** A user's number and a picture of 2 by 2; a rating, and one of three classes. */
    private static Network network() {
        Symbol user = Symbol.input("user", Shape.scalar(), DType.INT32);
        Symbol picture = Symbol.input("picture", 2, 2, 1);
        Symbol both = Symbol.concat(user.then(new Embedding(5, 4)), picture.then(new Flatten()));
        Symbol hidden = both.then(new Dense(16, Activation.TANH));
        return Network.functional(
                List.of(user, picture),
                List.of(hidden.then(new Dense(1).named("rating")), hidden.then(new Dense(3).named("genre"))));
    }

    private static Map<String, Tensor> features(int examples) {
        int[] users = new int[examples];
        float[] pictures = new float[4 * examples];
        for (int i = 0; i < examples; i++) {
            users[i] = i % 5;
            for (int k = 0; k < 4; k++) {
                pictures[4 * i + k] = (i * 7 + k * 3) % 11 / 11f;
            }
        }
        return Map.of("user", Tensor.of(users), "picture", Tensor.wrap(pictures, examples, 2, 2, 1));
    }

    private static BatchSource data() {
        int[] classes = new int[EXAMPLES];
        float[] ratings = new float[EXAMPLES];
        float[] pictures =
                Objects.requireNonNull(features(EXAMPLES).get("picture")).floats();
        for (int i = 0; i < EXAMPLES; i++) {
            classes[i] = i % 5 % 3;
            ratings[i] = i % 5 * 0.2f + pictures[4 * i];
        }
        return Pipeline.of(features(EXAMPLES), Map.of("genre", Tensor.of(classes), "rating", Tensor.of(ratings)))
                .shuffle(1)
                .batch(16);
    }

    private static Compilation compilation() {
        return Compilation.of(new Adam(0.02f))
                .output("rating", Head.of(new MeanSquaredError()).weight(0.5f))
                .output("genre", Head.of(new SparseSoftmaxCrossEntropy()).accuracy());
    }

    @Test
    void severalInputsAndOutputsLearnTogether() {
        try (Model model = Model.of(network(), 3).compile(compilation())) {
            Map<String, Double> before = model.evaluate(data());
            assertThat(before.keySet()).containsExactly("loss", "rating_loss", "genre_loss", "genre_accuracy");
            assertThat(before.get("loss"))
                    .isEqualTo(0.5 * before.getOrDefault("rating_loss", 0.0) + before.getOrDefault("genre_loss", 0.0));
            History history = model.fit(Fit.on(data())
                    .epochs(12)
                    .validation(data())
                    .callbacks(EarlyStopping.highest("val_genre_accuracy").patience(11)));
            assertThat(history.problems()).isEmpty();
            EpochResult first = history.epochs().getFirst();
            assertThat(first.values().keySet())
                    .startsWith("loss", "rating_loss", "genre_loss", "val_loss")
                    .contains("val_rating_loss", "val_genre_loss");
            assertThat(first.value("loss"))
                    .isCloseTo(0.5 * first.value("rating_loss") + first.value("genre_loss"), within(1e-6));
            assertThat(first.value("rating_loss")).isLessThan(before.getOrDefault("rating_loss", 0.0));
            Map<String, Double> after = model.evaluate(data());
            assertThat(after.get("genre_accuracy")).isGreaterThan(0.95);
            assertThat(after.get("rating_loss")).isLessThan(0.3 * before.getOrDefault("rating_loss", 0.0));
            Map<String, Tensor> predictions = model.predict(features(2));
            assertThat(predictions.keySet()).containsExactly("rating", "genre");
            assertThat(Objects.requireNonNull(predictions.get("genre")).shape()).isEqualTo(Shape.of(2, 3));
            assertThatThrownBy(() -> model.predict(Tensor.of(new int[] {1})))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("the model has several outputs, [rating, genre]");
            assertThatThrownBy(() -> model.predict(Map.of("user", Tensor.of(new int[] {1}))))
                    .hasMessageContaining("the model's inputs are [user, picture], but it is given [user]");
        }
    }

    @Test
    void interruptedItEndsWithTheSameBits() {
        Fit fit = Fit.on(data()).epochs(3).validation(data());
        Checkpoints checkpoints = Checkpoints.at(folder.resolve("run").toString());
        try (Model whole = Model.of(network(), 3).compile(compilation());
                Model first = Model.of(network(), 3).compile(compilation());
                Model second = Model.of(network(), 3).compile(compilation())) {
            History expected = whole.fit(fit);
            int[] asked = {0};
            first.fit(fit.checkpoints(checkpoints).stopWhen(() -> asked[0]++ == 20));
            History resumed = second.fit(fit.checkpoints(checkpoints).resume());
            assertThat(second.session().variables()).isEqualTo(whole.session().variables());
            assertThat(resumed.epochs().getLast().values())
                    .isEqualTo(expected.epochs().getLast().values());
        }
    }

    @Test
    void savedAndExportedItHasItsNames() {
        String prefix = folder.resolve("model").toString();
        try (Model model = Model.of(network(), 3).compile(compilation());
                Model other = Model.of(network(), 4)) {
            model.fit(data(), 1);
            model.save(prefix);
            other.load(prefix);
            assertThat(other.predict(features(5))).isEqualTo(model.predict(features(5)));
            model.export(folder.resolve("saved"));
            try (SavedModel saved = SavedModel.load(folder.resolve("saved"))) {
                assertThat(saved.run(ModelSignature.DEFAULT, features(5))).isEqualTo(model.predict(features(5)));
            }
        }
    }

    @Test
    void summaryShowsWhatReadsWhat() {
        try (Model model = Model.of(network(), 3)) {
            assertThat(model.summary()).isEqualToNormalizingNewlines("""
                    layer                      output       parameters  reads
                    user (Input)               [?]                   0
                    picture (Input)            [?,2,2,1]             0
                    embedding (Embedding)      [?,4]                20  user
                    flatten (Flatten)          [?,4]                 0  picture
                    concatenate (Concatenate)  [?,8]                 0  embedding, flatten
                    dense (Dense)              [?,16]              144  concatenate
                    rating (Dense)             [?,1]                17  dense
                    genre (Dense)              [?,3]                51  dense
                    parameters: 232, of which 232 are trained
                    """);
        }
    }

    @Test
    void aLayerThatIsAppliedTwiceHasItsVariablesOnce() {
        Layer tower = new Dense(8, Activation.TANH);
        Symbol left = Symbol.input("left", 4);
        Symbol right = Symbol.input("right", 4);
        Symbol distance = Symbol.combine(
                "distance", (tf, in) -> tf.abs(tf.subtract(in.get(0), in.get(1))), left.then(tower), right.then(tower));
        Network network = Network.functional(List.of(left, right), List.of(distance.then(new Dense(1).withoutBias())));
        Tensor x = Samples.features(6, 1);
        try (Model model = Model.of(network, 1)) {
            assertThat(model.weights().keySet()).containsExactly("dense/kernel", "dense/bias", "dense_1/kernel");
            assertThat(model.summary())
                    .contains("dense (Dense, shared)")
                    .contains("40")
                    .contains("48");
            assertThat(Objects.requireNonNull(
                                    model.predict(Map.of("left", x, "right", x)).get("dense_1"))
                            .floats())
                    .containsOnly(0);
            model.compile(Compilation.of(new Adam(0.01f), new MeanSquaredError()));
            float[] ones = {1, 1, 1, 1, 1, 1};
            BatchSource data = Pipeline.of(
                            Map.of("left", x, "right", Samples.features(6, 2)), Map.of("y", Tensor.of(ones)))
                    .batch(6);
            double[] loss = model.fit(data, 40).values("loss");
            assertThat(loss[39]).isLessThan(0.5 * loss[0]);
            // One side's gradient alone would leave the two towers apart.
            assertThat(Objects.requireNonNull(
                                    model.predict(Map.of("left", x, "right", x)).get("dense_1"))
                            .floats())
                    .containsOnly(0);
        }
        Network narrow = Network.functional(left, Symbol.add(left.then(tower), left.then(tower.trainable(false))));
        assertThatThrownBy(() -> Model.of(narrow))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("'dense' is frozen in one place and trained in another");
    }

    @Test
    void tiedParametersAreOneVariable() {
        Parameter kernel = Parameter.of(Initializer.glorotUniform()).tied("code");
        Symbol x = Symbol.input(4);
        Symbol code = x.then(new Dense(2).kernel(kernel).withoutBias());
        Network network = Network.functional(x, code.then(new Dense(4).transposedKernel(kernel)));
        Tensor features = Samples.features(50, 1);
        try (Model model = Model.of(network, 1)) {
            assertThat(model.weights().keySet()).containsExactly("dense/kernel", "dense_1/bias");
            model.setWeights(Map.of("dense/kernel", Tensor.of(new float[][] {{1, 0}, {0, 1}, {0, 0}, {0, 0}})));
            assertThat(model.predict(Tensor.of(new float[][] {{1, 2, 3, 4}}))).isEqualTo(Tensor.of(new float[][] {
                {1, 2, 0, 0}
            }));
            model.compile(Compilation.of(new Adam(0.01f), new MeanSquaredError()));
            double[] loss =
                    model.fit(Pipeline.of(features, features).batch(10), 20).values("loss");
            assertThat(loss[19]).isLessThan(loss[0]);
        }
        Network wrong = Network.functional(x, code.then(new Dense(5).transposedKernel(kernel)));
        assertThatThrownBy(() -> Model.of(wrong))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("is tied by 'code' to Variable(\"dense/kernel:0\", shape=[4,2]")
                .hasMessageContaining("but must be float32[5,2] and trained");
    }

    @Test
    void anyOperationIsALayer() {
        Symbol x = Symbol.input(2);
        Symbol doubled = x.then("doubled", (tf, in) -> tf.multiply(in, tf.constant(2f)));
        Symbol gated = Symbol.multiply(
                doubled,
                x.then("first", (tf, in) -> tf.reduceMax(in, 1).asOutput())
                        .then("column", (tf, in) -> tf.reshape(in, -1, 1)));
        Network network = Network.functional(List.of(x), List.of(gated.named("gated"), Symbol.add(x, x, doubled)));
        try (Model model = Model.of(network)) {
            Map<String, Tensor> values = model.predict(Map.of("features", Tensor.of(new float[][] {{1, 3}})));
            assertThat(values)
                    .isEqualTo(Map.of(
                            "gated", Tensor.of(new float[][] {{6, 18}}), "add", Tensor.of(new float[][] {{4, 12}})));
        }
    }

    /** Makes its variable in the wrong place. */
    private record Late(String name) implements Layer {
        @Override
        public Layer named(String name) {
            return new Late(name);
        }

        @Override
        public BuiltLayer build(Scope own, Output input) {
            return (scope, x, phase) -> new Dense(2).build(scope, x).apply(scope, x, phase);
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        Symbol x = Symbol.input("x", 2);
        Symbol n = Symbol.input("n", Shape.scalar(), DType.INT32);
        assertThatThrownBy(() -> Model.of(Network.functional(x, x.then(new Late("late")))))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("'late' makes variables where it is applied");
        assertThatThrownBy(() -> Model.of(Network.functional(List.of(x, n), List.of(Symbol.concat(x, n)))))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("of one type")
                .hasMessageContaining("Embedding");
        assertThatThrownBy(() -> Network.functional(List.of(x, n), List.of(x.then(new Dense(1)))))
                .hasMessageContaining("no output of the network depends on its input 'n' (int32[])");
        assertThatThrownBy(() -> Network.functional(x.then(new Dense(2)), x.then(new Dense(1))))
                .isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> Network.functional(List.of(x), List.of())).hasMessageContaining("one or more outputs");
        assertThatThrownBy(Symbol::add).hasMessageContaining("add combines no tensors");
        Layer dense = new Dense(1);
        assertThatThrownBy(() -> Model.of(Network.functional(List.of(x), List.of(x.then(dense), x.then(dense)))))
                .hasMessageContaining("two outputs of the network are called 'dense'");
        Symbol again = Symbol.input("x", 2);
        assertThatThrownBy(() -> Model.of(Network.functional(List.of(x, again), List.of(Symbol.add(x, again)))))
                .hasMessageContaining("two inputs of the network are called 'x'");
        try (Model model = Model.of(network())) {
            assertThatThrownBy(() -> model.compile(Compilation.of(new Adam(), new MeanSquaredError())))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("the network's outputs are [rating, genre], losses are given for one alone");
            assertThatThrownBy(() ->
                            model.compile(Compilation.of(new Adam()).output("price", Head.of(new MeanSquaredError()))))
                    .hasMessageContaining("losses are given for [price]");
            assertThatThrownBy(() -> Compilation.of(new Adam()).accuracy()).hasMessageContaining("told for each");
            assertThatThrownBy(() -> compilation().output("genre", Head.of(new MeanSquaredError())))
                    .hasMessageContaining("the output 'genre' has a loss already");
            for (String name : List.of("val", "val_rating")) {
                assertThatThrownBy(() -> compilation().output(name, Head.of(new MeanSquaredError())))
                        .isInstanceOf(InvalidArgumentException.class)
                        .hasMessageContainingAll("'" + name + "'", name + "_loss", "validation", "symbol.named");
            }
            assertThatThrownBy(() -> Head.of(new MeanSquaredError()).weight(-1))
                    .hasMessageContaining("at least 0, got -1.0");
            model.compile(compilation());
            assertThatThrownBy(() -> model.evaluate(data(), List.of(new Accuracy())))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("belong to one of them");
            BatchSource others = Pipeline.of(features(4), Map.of("genre", Tensor.of(new int[4])))
                    .batch(2);
            assertThatThrownBy(() -> model.evaluate(others))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining(
                            "the data's labels are [genre int32[]], but the model's outputs with a loss are called")
                    .hasMessageContaining("[rating, genre]");
        }
    }

    @Test
    void anOutputWithoutALossIsSaid() {
        try (Model model = Model.of(network(), 3)
                .compile(Compilation.of((_, _) -> new Adam())
                        .output("genre", Head.of(new SparseSoftmaxCrossEntropy())))) {
            BatchSource data = Pipeline.of(features(4), Map.of("genre", Tensor.of(new int[4])))
                    .batch(2);
            assertThat(model.fit(data, 1).problems())
                    .singleElement()
                    .asString()
                    .contains("no loss depends on [rating/kernel, rating/bias]");
        }
    }

    @Test
    void aDeepNetworkIsBuiltWithoutDeepRecursion() {
        Symbol x = Symbol.input(1);
        Symbol y = x;
        for (int i = 0; i < 3000; i++) {
            y = Symbol.add(y, y);
        }
        Network network = Network.functional(x, y);
        assertThat(network.ordered()).hasSize(3001);
    }
}
