package dev.lamina.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.data.BatchSource;
import dev.lamina.data.Pipeline;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Embedding;
import dev.lamina.layer.Flatten;
import dev.lamina.layer.Layer;
import dev.lamina.layer.attention.MultiHeadAttention;
import dev.lamina.layer.merge.Dot;
import dev.lamina.layer.merge.Subtract;
import dev.lamina.layer.recurrent.LSTM;
import dev.lamina.loss.MeanSquaredError;
import dev.lamina.loss.SparseSoftmaxCrossEntropy;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.Adam;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Layers of several inputs in a model, and the masks that go through them. */
class JointLayersTest {
    private static Tensor random(long seed, long... dims) {
        Random random = new Random(seed);
        float[] values = new float[Shape.of(dims).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return Tensor.wrap(values, dims);
    }

    private static Network crossAttention(Layer attention) {
        Symbol query = Symbol.input("query", 2, 4);
        Symbol value = Symbol.input("value", 3, 6);
        Symbol attended = query.then(attention, value);
        return Network.functional(
                List.of(query, value), List.of(attended.then(new Flatten()).then(new Dense(1).named("answer"))));
    }

    @Test
    void aSequenceAttendsToAnother() {
        Tensor query = random(1, 12, 2, 4);
        Tensor value = random(2, 12, 3, 6);
        BatchSource data = Pipeline.of(Map.of("query", query, "value", value), Map.of("answer", random(3, 12, 1)))
                .batch(12);
        try (Model model = Model.of(crossAttention(new MultiHeadAttention(2, 3)), 1)) {
            assertThat(model.summary()).isEqualToNormalizingNewlines("""
                    layer                                      output     parameters  reads
                    query (Input)                              [?,2,4]             0
                    value (Input)                              [?,3,6]             0
                    multi_head_attention (MultiHeadAttention)  [?,2,4]           142  query, value
                    flatten (Flatten)                          [?,8]               0  multi_head_attention
                    answer (Dense)                             [?,1]               9  flatten
                    parameters: 151, of which 151 are trained
                    """);
            model.compile(Compilation.of(new Adam(0.02f), new MeanSquaredError()));
            double[] loss = model.fit(data, 40).values("loss");
            assertThat(loss[39]).isLessThan(0.3 * loss[0]);
            Map<String, Tensor> before = model.weights();
            model.trainable("multi_head_attention", false)
                    .compile(Compilation.of(new Adam(0.02f), new MeanSquaredError()));
            model.fit(data, 1);
            assertThat(model.weights().get("multi_head_attention/key/kernel"))
                    .isEqualTo(before.get("multi_head_attention/key/kernel"));
            assertThat(model.weights().get("answer/kernel")).isNotEqualTo(before.get("answer/kernel"));
        }
    }

    @Test
    void appliedTwiceItHasItsVariablesOnce() {
        Layer attention = new MultiHeadAttention(1, 2);
        Symbol a = Symbol.input("a", 2, 3);
        Symbol b = Symbol.input("b", 2, 3);
        Network network = Network.functional(
                List.of(a, b), List.of(a.then(attention, b).then(new Subtract(), b.then(attention, a))));
        assertThat(network.parameters()).isEqualTo(3 * (3 * 2 + 2) + 2 * 3 + 3);
        try (Model model = Model.of(network, 1)) {
            Tensor x = random(1, 4, 2, 3);
            assertThat(Objects.requireNonNull(
                                    model.predict(Map.of("a", x, "b", x)).get("subtract"))
                            .floats())
                    .containsOnly(0);
        }
        assertThatThrownBy(() -> Network.functional(a, a.then(new Dense(1), a)).parameters())
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("dense takes one input");
    }

    @Test
    void aNetworkIsCountedWithoutAModel() {
        Symbol user = Symbol.input("user", Shape.scalar(), DType.INT32);
        Symbol film = Symbol.input("film", Shape.scalar(), DType.INT32);
        Network network = Network.functional(
                List.of(user, film),
                List.of(user.then(new Embedding(5, 3))
                        .then(new Dot(1), film.then(new Embedding(7, 3)).then(new Dense(3).trainable(false)))));
        assertThat(network.summary()).isEqualToNormalizingNewlines("""
                layer                    output    parameters  reads
                user (Input)             [?]                0
                film (Input)             [?]                0
                embedding (Embedding)    [?,3]             15  user
                embedding_1 (Embedding)  [?,3]             21  film
                dense (Dense, frozen)    [?,3]             12  embedding_1
                dot (Dot)                [?,1]              0  embedding, dense
                parameters: 48, of which 36 are trained
                """);
        assertThat(network.parameters()).isEqualTo(48);
        assertThat(network.trainedParameters()).isEqualTo(36);
    }

    private static Tensor tokens(int[]... rows) {
        return Tensor.of(rows);
    }

    @Test
    void aMaskGoesThroughASumToTheLayersBehindIt() {
        Symbol x = Symbol.input(Shape.of(4), DType.INT32);
        Symbol vectors = x.then(new Embedding(5, 3).maskZero());
        Symbol sum = Symbol.add(vectors, vectors.then(new Dense(3)));
        try (Model model = Model.of(Network.functional(x, sum.then(new LSTM(2))), 1)) {
            Tensor sentence = tokens(new int[] {3, 1, 0, 0});
            Tensor before = model.predict(sentence);
            float[] table = Objects.requireNonNull(model.weights().get("embedding/embeddings"))
                    .floats()
                    .clone();
            table[0] = table[1] = table[2] = 9;
            model.setWeights(Map.of("embedding/embeddings", Tensor.wrap(table, 5, 3)));
            assertThat(model.predict(sentence)).isEqualTo(before);
            assertThat(model.predict(tokens(new int[] {3, 1, 2, 0}))).isNotEqualTo(before);
        }
    }

    @Test
    void theLossIsOfTheStepsThatCount() {
        Symbol x = Symbol.input(Shape.of(3), DType.INT32);
        Network network = Network.functional(
                x,
                x.then(new Embedding(5, 4).maskZero())
                        .then(new LSTM(4).returnSequences())
                        .then(new Dense(3)));
        Tensor sentences = tokens(new int[] {1, 2, 3}, new int[] {4, 0, 0}, new int[] {2, 3, 0});
        int[][] labels = {{0, 1, 2}, {2, 0, 0}, {1, 1, 0}};
        int[][] others = {{0, 1, 2}, {2, 1, 2}, {1, 1, 2}};
        try (Model model =
                Model.of(network, 1).compile(Compilation.of(new Adam(0.01f), new SparseSoftmaxCrossEntropy()))) {
            Tensor logits = model.predict(sentences);
            double sum = 0;
            int[][] counted = {{0, 0}, {0, 1}, {0, 2}, {1, 0}, {2, 0}, {2, 1}};
            for (int[] place : counted) {
                double all = 0;
                for (int c = 0; c < 3; c++) {
                    all += Math.exp(logits.floats()[(place[0] * 3 + place[1]) * 3 + c]);
                }
                float right = logits.floats()[(place[0] * 3 + place[1]) * 3 + labels[place[0]][place[1]]];
                sum += Math.log(all) - right;
            }
            for (int[][] each : List.of(labels, others)) {
                for (int batch : new int[] {1, 2, 3}) {
                    assertThat(model.evaluate(Pipeline.of(sentences, Tensor.of(each))
                                            .batch(batch))
                                    .get("loss"))
                            .isCloseTo(sum / counted.length, within(1e-6));
                }
            }
            double first = model.fit(Pipeline.of(sentences, Tensor.of(others)).batch(3), 1)
                    .values("loss")[0];
            assertThat(first).isCloseTo(sum / counted.length, within(1e-6));
        }
    }
}
