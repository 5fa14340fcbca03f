package dev.lamina.layer.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.layer.Activation;
import dev.lamina.layer.BatchNormalization;
import dev.lamina.layer.BuiltLayer;
import dev.lamina.layer.Dense;
import dev.lamina.layer.Embedding;
import dev.lamina.layer.Initializer;
import dev.lamina.layer.Layer;
import dev.lamina.layer.Mask;
import dev.lamina.layer.Parameter;
import dev.lamina.layer.Phase;
import dev.lamina.op.arithmetic.AddV2;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.GradientCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecurrentLayersTest {
    private static final int BATCH = 2;
    private static final int STEPS = 3;
    private static final int FEATURES = 2;
    private static final int UNITS = 2;

    private final Tf tf = Tf.create();
    private final Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1, STEPS, FEATURES), "x");
    private final float[][][] value = values();

    RecurrentLayersTest() {
        tf.graph().setSeed(1);
    }

    private static float[][][] values() {
        Random random = new Random(3);
        float[][][] all = new float[BATCH][STEPS][FEATURES];
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

    private Feed fed() {
        return Tf.feed(x, value);
    }

    private float[] weights(Session session, String name) {
        return session.run(tf.graph().variables().stream()
                        .filter(variable -> variable.name().equals(name + ":0"))
                        .findFirst()
                        .orElseThrow()
                        .asOutput())
                .floats();
    }

    private static double sigmoid(double v) {
        return 1 / (1 + Math.exp(-v));
    }

    /** {@code x kernel + h recurrent_kernel} at a column; the bias where there is one row of it. */
    private static double gate(float[] x, double[] h, float[] kernel, float[] recurrent, int column, int wide) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += x[k] * kernel[k * wide + column];
        }
        for (int k = 0; k < h.length; k++) {
            sum += h[k] * recurrent[k * wide + column];
        }
        return sum;
    }

    static Stream<Layer> ways() {
        LSTM lstm = new LSTM(UNITS);
        LSTMCell relu = new LSTMCell(
                UNITS,
                Activation.TANH,
                (scope, x) -> Activation.SIGMOID.of(scope, x), // not the very one that the fast way knows
                Parameter.of(Initializer.glorotUniform()),
                Parameter.of(Initializer.orthogonal(1)),
                Parameter.of(Initializer.zeros()),
                true);
        return Stream.of(lstm, new LSTM(relu), new LSTM(relu).unroll());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void anLstmIsItsFormula(Layer layer) {
        Output y = tf.layers.apply(((LSTM) layer).returnSequences(), x, Phase.INFERENCE);
        assertThat(y.shape()).isEqualTo(Shape.of(-1, STEPS, UNITS));
        try (Session session = started()) {
            float[] kernel = weights(session, "lstm/kernel");
            float[] recurrent = weights(session, "lstm/recurrent_kernel");
            assertThat(weights(session, "lstm/bias")).containsExactly(0, 0, 1, 1, 0, 0, 0, 0);
            float[] actual = session.run(y, fed()).floats();
            for (int b = 0; b < BATCH; b++) {
                double[] h = new double[UNITS];
                double[] c = new double[UNITS];
                for (int t = 0; t < STEPS; t++) {
                    double[] next = new double[UNITS];
                    for (int u = 0; u < UNITS; u++) {
                        int wide = 4 * UNITS;
                        double i = sigmoid(gate(value[b][t], h, kernel, recurrent, u, wide));
                        double f = sigmoid(gate(value[b][t], h, kernel, recurrent, UNITS + u, wide) + 1);
                        double g = Math.tanh(gate(value[b][t], h, kernel, recurrent, 2 * UNITS + u, wide));
                        double o = sigmoid(gate(value[b][t], h, kernel, recurrent, 3 * UNITS + u, wide));
                        c[u] = f * c[u] + i * g;
                        next[u] = o * Math.tanh(c[u]);
                        assertThat((double) actual[(b * STEPS + t) * UNITS + u]).isCloseTo(next[u], within(1e-5));
                    }
                    h = next;
                }
            }
        }
    }

    @Test
    void aGruIsItsFormula() {
        Layer layer = new GRU(UNITS).returnSequences();
        Output y = tf.layers.apply(layer, x, Phase.INFERENCE);
        try (Session session = started()) {
            float[] kernel = weights(session, "gru/kernel");
            float[] recurrent = weights(session, "gru/recurrent_kernel");
            float[] actual = session.run(y, fed()).floats();
            for (int b = 0; b < BATCH; b++) {
                double[] h = new double[UNITS];
                for (int t = 0; t < STEPS; t++) {
                    double[] next = new double[UNITS];
                    for (int u = 0; u < UNITS; u++) {
                        int wide = 3 * UNITS;
                        double z = sigmoid(gate(value[b][t], h, kernel, recurrent, u, wide));
                        double r = sigmoid(gate(value[b][t], h, kernel, recurrent, UNITS + u, wide));
                        double in = gate(value[b][t], new double[0], kernel, recurrent, 2 * UNITS + u, wide);
                        double before = gate(new float[0], h, kernel, recurrent, 2 * UNITS + u, wide);
                        next[u] = z * h[u] + (1 - z) * Math.tanh(in + r * before);
                        assertThat((double) actual[(b * STEPS + t) * UNITS + u]).isCloseTo(next[u], within(1e-5));
                    }
                    h = next;
                }
            }
        }
    }

    static Stream<Layer> layers() {
        GRUCell gru = new GRUCell(UNITS);
        return Stream.of(
                new SimpleRNN(UNITS),
                new SimpleRNN(UNITS).unroll().returnSequences(),
                new GRU(UNITS),
                new GRU(new GRUCell(
                                UNITS,
                                gru.activation(),
                                gru.recurrentActivation(),
                                gru.kernel(),
                                gru.recurrentKernel(),
                                gru.bias(),
                                false))
                        .returnSequences(),
                new LSTM(UNITS).goBackwards(),
                new Bidirectional(new LSTM(UNITS).returnSequences()),
                new Bidirectional(new GRU(UNITS)).merge(Bidirectional.Merge.AVERAGE),
                new TimeDistributed(new Dense(3, Activation.TANH)));
    }

    @ParameterizedTest
    @MethodSource("layers")
    void gradientsAgreeWithDifferences(Layer layer) {
        Output y = tf.layers.apply(layer, x, Phase.TRAINING);
        List<Output> from = new ArrayList<>(List.of(x));
        List<Feed> feeds = new ArrayList<>(List.of(fed()));
        try (Session session = started()) {
            for (Variable variable : tf.graph().trainableVariables()) {
                from.add(variable.asOutput());
                feeds.add(Feed.of(variable.asOutput(), session.run(variable.asOutput())));
            }
            GradientCheck check = GradientCheck.of(session, List.of(y), from, 5, feeds.toArray(Feed[]::new));
            assertThat(check.passes()).as(check.toString()).isTrue();
        }
    }

    @Test
    void lengthsAndBatchesMayBeKnownInARunOnly() {
        Output any = tf.placeholder(DType.FLOAT32, Shape.of(-1, -1, FEATURES), "any");
        for (RecurrentLayer<?> layer : List.of(new LSTM(UNITS), new GRU(UNITS), new SimpleRNN(UNITS))) {
            Scope own = tf.scope().nested(layer.name());
            BuiltLayer built = layer.build(own, any);
            Output first = built.apply(own, any, Phase.INFERENCE);
            Output second = built.apply(own, x, Phase.INFERENCE);
            try (Session session = started()) {
                assertThat(session.run(first, Tf.feed(any, value))).isEqualTo(session.run(second, fed()));
            }
        }
    }

    @Test
    void backwardsIsForwardsOverWhatIsTurnedRound() {
        LSTM layer = new LSTM(UNITS).returnSequences();
        Scope own = tf.scope().nested("lstm");
        BuiltLayer there = layer.build(own, x);
        Output turned = tf.reverse(x, 1);
        Output expected = there.apply(own, turned, Phase.INFERENCE);
        // The same variables, as the seed and the names are the same.
        Tf other = Tf.create();
        other.graph().setSeed(1);
        Output z = other.placeholder(DType.FLOAT32, x.shape(), "x");
        Scope again = other.scope().nested("lstm");
        Output actual = layer.goBackwards().build(again, z).apply(again, z, Phase.INFERENCE);
        try (Session one = started();
                Session two = other.session()) {
            two.run(other.globalVariablesInitializer());
            assertThat(two.run(actual, Tf.feed(z, value))).isEqualTo(one.run(expected, fed()));
        }
    }

    @ParameterizedTest
    @MethodSource("masked")
    void whatIsLeftOutChangesNothing(RecurrentLayer<?> layer) {
        Output masked = tf.layers.apply(new Masking(), x, Phase.INFERENCE);
        Scope own = tf.scope().nested(layer.name());
        BuiltLayer built = layer.build(own, masked);
        Output y = built.apply(own, masked, Phase.INFERENCE);
        Output whole = tf.placeholder(DType.FLOAT32, Shape.of(-1, -1, FEATURES), "whole");
        Output expected = built.apply(own, whole, Phase.INFERENCE);
        float[][][] gap = {{value[0][0], new float[FEATURES], value[0][1]}};
        float[][][] without = {{value[0][0], value[0][1]}};
        try (Session session = started()) {
            float[] actual = session.run(y, Tf.feed(x, gap)).floats();
            assertThat(actual)
                    .containsExactly(
                            session.run(expected, Tf.feed(whole, without)).floats(), within(1e-6f));
        }
    }

    static Stream<Layer> masked() {
        return Stream.of(new LSTM(UNITS), new LSTM(UNITS).unroll(), new GRU(UNITS), new SimpleRNN(UNITS).goBackwards());
    }

    @Test
    void aMaskTravelsWithItsSequence() {
        Output ids = tf.placeholder(DType.INT32, Shape.of(-1, STEPS), "ids");
        Output vectors = tf.layers.apply(new Embedding(5, 4).maskZero(), ids, Phase.INFERENCE);
        Output mask = Mask.of(vectors);
        assertThat(mask).isNotNull();
        Output dense = tf.layers.apply(new Dense(3), vectors, Phase.INFERENCE);
        assertThat(Mask.of(dense)).isEqualTo(mask);
        Output states = tf.layers.apply(new LSTM(2).returnSequences(), dense, Phase.INFERENCE);
        assertThat(Mask.of(states)).isEqualTo(mask);
        Output last = tf.layers.apply(new LSTM(2), states, Phase.INFERENCE);
        assertThat(Mask.of(last)).isNull();
        try (Session session = started()) {
            assertThat(session.run(mask, Tf.feed(ids, new int[][] {{1, 0, 4}}))).isEqualTo(Tensor.of(new boolean[][] {
                {true, false, true}
            }));
        }
    }

    @Test
    void statesStayFromBatchToBatch() {
        Output pair = tf.placeholder(DType.FLOAT32, Shape.of(1, 2, FEATURES), "pair");
        Output four = tf.placeholder(DType.FLOAT32, Shape.of(1, 4, FEATURES), "four");
        Scope own = tf.scope().nested("lstm");
        BuiltRecurrent layer = new LSTM(UNITS).stateful().build(own, pair);
        Output part = layer.apply(own, pair, Phase.TRAINING);
        Output zeros = tf.zeros(1, UNITS);
        Output whole =
                layer.run(own, four, List.of(zeros, zeros), Phase.INFERENCE).output();
        Node keep = tf.group(BatchNormalization.updates(tf.graph()));
        float[][][] sequence = {{value[0][0], value[0][1], value[0][2], value[1][0]}};
        float[][][] first = {{value[0][0], value[0][1]}};
        float[][][] second = {{value[0][2], value[1][0]}};
        try (Session session = started()) {
            session.run(keep, Tf.feed(pair, first));
            float[] expected = session.run(whole, Tf.feed(four, sequence)).floats();
            assertThat(session.run(part, Tf.feed(pair, second)).floats()).containsExactly(expected, within(1e-6f));
            Tensor fresh = session.run(part, Tf.feed(pair, second));
            session.run(layer.reset(own));
            assertThat(session.run(part, Tf.feed(pair, second))).isNotEqualTo(fresh);
        }
        assertThat(tf.graph().trainableVariables()).hasSize(3);
    }

    @Test
    void inUseARunGoesOnFromWhatItIsFed() {
        Output pair = tf.placeholder(DType.FLOAT32, Shape.of(1, 2, FEATURES), "pair");
        Scope own = tf.scope().nested("lstm");
        BuiltRecurrent layer = new LSTM(UNITS).stateful().build(own, pair);
        Output part = layer.apply(own, pair, Phase.INFERENCE);
        List<KeptState> states = KeptState.of(tf.graph());
        assertThat(states).hasSize(2);
        float[][][] first = {{value[0][0], value[0][1]}};
        float[][][] second = {{value[0][2], value[1][0]}};
        try (Session session = started()) {
            Tensor fresh = session.run(part, Tf.feed(pair, second));
            List<Feed> feeds = new ArrayList<>(List.of(Tf.feed(pair, second)));
            for (KeptState state : states) {
                feeds.add(Feed.of(state.before(), session.run(state.after(), Tf.feed(pair, first))));
            }
            Tensor carried = session.run(part, feeds.toArray(Feed[]::new));
            assertThat(carried).isNotEqualTo(fresh);
            // Nothing was kept: a run that is fed no states begins where training left off.
            assertThat(session.run(part, Tf.feed(pair, second))).isEqualTo(fresh);
            Map<String, Tensor> kept = new HashMap<>();
            for (KeptState state : states) {
                kept.put(state.variable().ref().node().name(), session.run(state.after(), Tf.feed(pair, first)));
            }
            session.load(kept);
            assertThat(session.run(part, Tf.feed(pair, second))).isEqualTo(carried);
        }
    }

    /** A cell of a user's own: a running sum. */
    private record Summing(int units) implements Cell {
        @Override
        public List<Integer> stateSizes() {
            return List.of(units);
        }

        @Override
        public BuiltCell build(Scope own, Output input) {
            return (scope, step, states, phase) -> {
                Output sum = AddV2.of(scope, step, states.getFirst());
                return new BuiltCell.Result(sum, List.of(sum));
            };
        }
    }

    @Test
    void aCellOfOnesOwn() {
        Output y = tf.layers.apply(new RNN(new Summing(FEATURES)).returnSequences(), x, Phase.INFERENCE);
        try (Session session = started()) {
            assertThat(session.run(y, Tf.feed(x, new float[][][] {{{1, 2}, {3, 4}, {5, 6}}})))
                    .isEqualTo(Tensor.of(new float[][][] {{{1, 2}, {4, 6}, {9, 12}}}));
        }
    }

    @Test
    void whatDoesNotFitIsRefusedByName() {
        Output flat = tf.placeholder(DType.FLOAT32, Shape.of(-1, 3), "flat");
        assertThatThrownBy(() -> tf.layers.apply(new LSTM(2), flat, Phase.INFERENCE))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("lstm needs a sequence of shape [examples, steps, features]");
        assertThatThrownBy(() -> tf.layers.apply(new GRU(2).stateful(), x, Phase.INFERENCE))
                .hasMessageContaining("gru is stateful, so it needs batches of a known size");
        assertThatThrownBy(() -> new LSTM(0)).hasMessageContaining("1 unit or more");
        Output any = tf.placeholder(DType.FLOAT32, Shape.of(2, -1, 3), "any");
        assertThatThrownBy(() -> tf.layers.apply(new SimpleRNN(2).unroll(), any, Phase.INFERENCE))
                .hasMessageContaining("is to be unrolled, so it needs a known number of steps");
        assertThatThrownBy(() -> tf.layers.apply(new Masking(), flat, Phase.INFERENCE))
                .hasMessageContaining("masking needs a sequence");
        assertThatThrownBy(() -> tf.layers.apply(new TimeDistributed(new Dense(1)), flat, Phase.INFERENCE))
                .hasMessageContaining("time_distributed needs a sequence");
    }
}
