package dev.lamina.layer.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.layer.Activation;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Embedding;
import dev.lamina.layer.Initializer;
import dev.lamina.layer.Layer;
import dev.lamina.layer.LayerNormalization;
import dev.lamina.layer.Mask;
import dev.lamina.layer.Parameter;
import dev.lamina.layer.Phase;
import dev.lamina.op.array.ZerosLike;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.GradientCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AttentionLayersTest {
    private static final int STEPS = 3;
    private static final int FEATURES = 4;
    private static final int HEADS = 2;
    private static final int KEY = 3;

    private final Tf tf = Tf.create();
    private final Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1, STEPS, FEATURES), "x");
    private final float[][][] value = values(2, STEPS);

    AttentionLayersTest() {
        tf.graph().setSeed(1);
    }

    private static float[][][] values(int batch, int steps) {
        Random random = new Random(3);
        float[][][] all = new float[batch][steps][FEATURES];
        for (float[][] example : all) {
            for (float[] step : example) {
                for (int k = 0; k < step.length; k++) {
                    step[k] = random.nextFloat() - 0.5f;
                }
            }
        }
        return all;
    }

    private Session started() {
        Session session = tf.session();
        session.run(tf.globalVariablesInitializer());
        return session;
    }

    private double[][] heads(Session session, String which, float[][] sequence, int head) {
        float[] kernel = weights(session, which + "/kernel");
        float[] bias = weights(session, which + "/bias");
        double[][] result = new double[sequence.length][KEY];
        for (int t = 0; t < sequence.length; t++) {
            for (int k = 0; k < KEY; k++) {
                int column = head * KEY + k;
                result[t][k] = bias[column];
                for (int f = 0; f < FEATURES; f++) {
                    result[t][k] += sequence[t][f] * kernel[f * HEADS * KEY + column];
                }
            }
        }
        return result;
    }

    private float[] weights(Session session, String name) {
        return session.run(tf.graph().variables().stream()
                        .filter(variable -> variable.name().equals("multi_head_attention/" + name + ":0"))
                        .findFirst()
                        .orElseThrow()
                        .asOutput())
                .floats();
    }

    interface Sees {
        boolean sees(int step, int other);
    }

    /** What attention is, of the sequences of one example. */
    private double[][] attention(Session session, float[][] query, float[][] to, Sees sees) {
        double[][] result = new double[query.length][FEATURES];
        float[] out = weights(session, "attention_output/kernel");
        for (int head = 0; head < HEADS; head++) {
            double[][] q = heads(session, "query", query, head);
            double[][] k = heads(session, "key", to, head);
            double[][] v = heads(session, "value", to, head);
            for (int t = 0; t < query.length; t++) {
                double[] exponentials = new double[to.length];
                double sum = 0;
                for (int s = 0; s < to.length; s++) {
                    double score = 0;
                    for (int i = 0; i < KEY; i++) {
                        score += q[t][i] * k[s][i] / Math.sqrt(KEY);
                    }
                    exponentials[s] = sees.sees(t, s) ? Math.exp(score) : 0;
                    sum += exponentials[s];
                }
                for (int s = 0; s < to.length; s++) {
                    for (int i = 0; i < KEY; i++) {
                        for (int f = 0; f < FEATURES; f++) {
                            result[t][f] += exponentials[s] / sum * v[s][i] * out[(head * KEY + i) * FEATURES + f];
                        }
                    }
                }
            }
        }
        return result;
    }

    private static void assertClose(float[] actual, double[]... expected) {
        int next = 0;
        for (double[] row : expected) {
            for (double each : row) {
                assertThat((double) actual[next++]).isCloseTo(each, within(1e-5));
            }
        }
        assertThat(next).isEqualTo(actual.length);
    }

    private static MultiHeadAttention attention() {
        // Biases that are not 0, so that they count.
        return new MultiHeadAttention(
                "multi_head_attention",
                HEADS,
                KEY,
                false,
                0,
                Parameter.of(Initializer.glorotUniform()),
                Parameter.of(Initializer.uniform(-1, 1)));
    }

    @Test
    void attentionIsItsFormula() {
        MultiHeadAttention layer = new MultiHeadAttention(HEADS, KEY);
        Output y = tf.layers.apply(layer, x, Phase.INFERENCE);
        assertThat(y.shape()).isEqualTo(x.shape());
        assertThat(tf.graph().variables().stream().map(variable -> variable.name() + variable.shape()))
                .containsExactly(
                        "multi_head_attention/query/kernel:0[4,2,3]",
                        "multi_head_attention/query/bias:0[2,3]",
                        "multi_head_attention/key/kernel:0[4,2,3]",
                        "multi_head_attention/key/bias:0[2,3]",
                        "multi_head_attention/value/kernel:0[4,2,3]",
                        "multi_head_attention/value/bias:0[2,3]",
                        "multi_head_attention/attention_output/kernel:0[2,3,4]",
                        "multi_head_attention/attention_output/bias:0[4]");
        try (Session session = started()) {
            double[][] first = attention(session, value[0], value[0], (t, s) -> true);
            double[][] second = attention(session, value[1], value[1], (t, s) -> true);
            assertClose(
                    session.run(y, Tf.feed(x, value)).floats(),
                    Stream.of(first, second).flatMap(Stream::of).toArray(double[][]::new));
        }
    }

    @Test
    void aCausalStepSeesThoseBeforeIt() {
        Output y = tf.layers.apply(new MultiHeadAttention(HEADS, KEY).causal(), x, Phase.INFERENCE);
        try (Session session = started()) {
            float[][][] one = {value[0]};
            assertClose(
                    session.run(y, Tf.feed(x, one)).floats(), attention(session, value[0], value[0], (t, s) -> s <= t));
        }
    }

    @Test
    void whatIsMaskedIsSeenByNoneAndLengthsMayDiffer() {
        Output to = tf.placeholder(DType.FLOAT32, Shape.of(-1, -1, FEATURES), "to");
        Mask.give(to, tf.constant(new boolean[][] {{true, true, false, true, false}}));
        Scope own = tf.scope().nested("multi_head_attention");
        BuiltAttention built = new MultiHeadAttention(HEADS, KEY).build(own, x, to);
        BuiltAttention.Attended attended = built.attend(own, x, to, Phase.INFERENCE);
        float[][][] five = values(1, 5);
        float[][][] one = {value[1]};
        try (Session session = started()) {
            assertClose(
                    session.run(attended.output(), Tf.feed(x, one), Tf.feed(to, five))
                            .floats(),
                    attention(session, value[1], five[0], (t, s) -> s != 2 && s != 4));
            Tensor weights = session.run(attended.weights(), Tf.feed(x, one), Tf.feed(to, five));
            assertThat(weights.shape()).isEqualTo(Shape.of(1, HEADS, STEPS, 5));
        }
    }

    @Test
    void asALayerItTakesAQueryAValueAndAKey() {
        Output to = tf.placeholder(DType.FLOAT32, Shape.of(-1, 5, FEATURES), "to");
        Output by = tf.placeholder(DType.FLOAT32, Shape.of(-1, 5, 3), "by");
        Layer layer = new MultiHeadAttention(HEADS, KEY);
        Scope own = tf.scope().nested("multi_head_attention");
        BuiltLayer two = layer.build(own, List.of(x, to));
        Output attended = two.apply(own, List.of(x, to), Phase.INFERENCE);
        Scope other = tf.scope().nested("others");
        BuiltLayer three = layer.trainable(false).build(other, List.of(x, to, by));
        Output found = three.apply(other, List.of(x, to, by), Phase.INFERENCE);
        assertThat(found.shape()).isEqualTo(x.shape());
        assertThat(tf.graph().trainableVariables()).hasSize(8);
        assertThat(tf.graph().variables().stream().map(variable -> variable.name() + variable.shape()))
                .contains("others/key/kernel:0[3,2,3]", "others/value/kernel:0[4,2,3]");
        float[][][] five = values(1, 5);
        float[][][] one = {value[1]};
        float[][][] keys = {{{1, 2, 3}, {1, 2, 3}, {1, 2, 3}, {1, 2, 3}, {1, 2, 3}}};
        float[][][] same = {{five[0][0], five[0][0], five[0][0], five[0][0], five[0][0]}};
        try (Session session = started()) {
            assertClose(
                    session.run(attended, Tf.feed(x, one), Tf.feed(to, five)).floats(),
                    attention(session, value[1], five[0], (t, s) -> true));
            // Keys that are all alike find the mean of the values, whatever is asked.
            float[] mean = session.run(found, Tf.feed(x, one), Tf.feed(to, five), Tf.feed(by, keys))
                    .floats();
            float[] first = session.run(found, Tf.feed(x, one), Tf.feed(to, same), Tf.feed(by, keys))
                    .floats();
            for (int i = 0; i < mean.length; i++) {
                assertThat(mean[i]).isCloseTo(mean[i % FEATURES], within(1e-5f));
            }
            assertThat(mean).isNotEqualTo(first);
        }
        assertThatThrownBy(() -> layer.build(own, List.of(x, to, by, by)))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("a query, a value and a key, but is given");
    }

    @Test
    void placesHaveATableOfTheirOwnWhereTokensAreTied() {
        Output ids = tf.placeholder(DType.INT32, Shape.of(-1, -1), "ids");
        Parameter tied = Parameter.of(Initializer.uniform(-1, 1)).tied("tokens");
        tf.layers.apply(new PositionalEmbedding("tied", 4, new Embedding(10, 2).table(tied)), ids, Phase.INFERENCE);
        tf.layers.apply(new Embedding(10, 2).table(tied), ids, Phase.INFERENCE);
        assertThat(tf.graph().variables().stream()
                        .map(variable -> variable.shape().toString()))
                .containsExactly("[10,2]", "[4,2]");
    }

    @Test
    void aLayerIsNormalisedAlongItsLastAxis() {
        Output y = tf.layers.apply(new LayerNormalization(0.5f), x, Phase.TRAINING);
        float[][][] one = {{{1, 3, 1, 3}, {0, 0, 0, 4}, {2, 2, 2, 2}}};
        try (Session session = started()) {
            double a = 1 / Math.sqrt(1.5);
            double b = 1 / Math.sqrt(3.5);
            assertClose(
                    session.run(y, Tf.feed(x, one)).floats(),
                    new double[] {-a, a, -a, a},
                    new double[] {-b, -b, -b, 3 * b},
                    new double[4]);
        }
    }

    static Stream<Layer> layers() {
        TransformerBlock block = new TransformerBlock(HEADS, KEY, 5).activation(Activation.TANH);
        return Stream.of(
                attention(),
                attention().causal(),
                new LayerNormalization(),
                block,
                new TransformerBlock("block", attention(), 5, Activation.TANH, 0, true).causal());
    }

    @ParameterizedTest
    @MethodSource("layers")
    void gradientsAgreeWithDifferences(Layer layer) {
        Output y = tf.layers.apply(layer, x, Phase.TRAINING);
        List<Output> from = new ArrayList<>(List.of(x));
        List<Feed> feeds = new ArrayList<>(List.of(Tf.feed(x, value)));
        try (Session session = started()) {
            for (Variable variable : tf.graph().trainableVariables()) {
                from.add(variable.asOutput());
                feeds.add(Feed.of(variable.asOutput(), session.run(variable.asOutput())));
            }
            GradientCheck check = GradientCheck.of(session, List.of(y), from, 5, feeds.toArray(Feed[]::new));
            assertThat(check.error()).as(check.toString()).isLessThan(5 * check.tolerance());
        }
    }

    @Test
    void aBlockAddsWhatItsPartsGive() {
        // Attention of zeros and an activation that gives zeros: what comes in is normalised twice, or not at all.
        MultiHeadAttention nothing = new MultiHeadAttention(
                "multi_head_attention", HEADS, KEY, false, 0, Parameter.of(Initializer.zeros()), null);
        Activation zero = (scope, hidden) -> ZerosLike.of(scope, hidden);
        Output sums = tf.layers.apply(new TransformerBlock("sums", nothing, 2, zero, 0.5f, false), x, Phase.INFERENCE);
        Output parts = tf.layers.apply(new TransformerBlock("parts", nothing, 2, zero, 0.5f, true), x, Phase.INFERENCE);
        float[][][] one = {{{1, 3, 1, 3}, {0, 0, 0, 4}, {2, 2, 2, 2}}};
        double a = 1 / Math.sqrt(3);
        try (Session session = started()) {
            assertThat(session.run(parts, Tf.feed(x, one))).isEqualTo(Tensor.of(one));
            assertClose(
                    session.run(sums, Tf.feed(x, one)).floats(),
                    new double[] {-1, 1, -1, 1},
                    new double[] {-a, -a, -a, 3 * a},
                    new double[4]);
        }
    }

    @Test
    void aTokenAndItsPlaceHaveAVectorEach() {
        Output ids = tf.placeholder(DType.INT32, Shape.of(-1, -1), "ids");
        Output y = tf.layers.apply(new PositionalEmbedding(4, 10, 2).maskZero(), ids, Phase.INFERENCE);
        assertThat(Mask.of(y)).isNotNull();
        try (Session session = started()) {
            float[] tokens =
                    session.run(tf.graph().variables().get(0).asOutput()).floats();
            float[] places =
                    session.run(tf.graph().variables().get(1).asOutput()).floats();
            assertThat(session.run(y, Tf.feed(ids, new int[][] {{7, 0, 3}})).floats())
                    .containsExactly(
                            tokens[14] + places[0],
                            tokens[15] + places[1],
                            tokens[0] + places[2],
                            tokens[1] + places[3],
                            tokens[6] + places[4],
                            tokens[7] + places[5]);
        }
    }

    @Test
    void whatDoesNotFitIsRefusedByName() {
        Output flat = tf.placeholder(DType.FLOAT32, Shape.of(-1, 3), "flat");
        assertThatThrownBy(() -> tf.layers.apply(new MultiHeadAttention(1, 1), flat, Phase.INFERENCE))
                .hasMessageContaining("multi_head_attention needs sequences");
        assertThatThrownBy(() -> new MultiHeadAttention(0, 1)).hasMessageContaining("1 head or more");
        assertThatThrownBy(() -> new TransformerBlock(1, 1, 0)).hasMessageContaining("1 hidden unit or more");
        assertThatThrownBy(() -> tf.layers.apply(new PositionalEmbedding(2, 5, 2), flat, Phase.INFERENCE))
                .hasMessageContaining("at most 2 steps");
    }
}
