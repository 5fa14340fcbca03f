package dev.lamina.layer.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.layer.Activation;
import dev.lamina.layer.Initializer;
import dev.lamina.layer.Parameter;
import dev.lamina.layer.Phase;
import dev.lamina.op.flow.Identity;
import dev.lamina.session.Session;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is dropped is the same in all steps, and what is carried on is whole. A mask of one unit is 0, or 2 where half is dropped. */
class RecurrentDropoutTest {
    private static final int EXAMPLES = 40;
    private static final int STEPS = 3;
    private static final Parameter ONES = Parameter.of(Initializer.ones());
    private static final Parameter ZEROS = Parameter.of(Initializer.zeros());

    private final Tf tf = Tf.create();
    private final Output x = tf.ones(EXAMPLES, STEPS, 1);

    RecurrentDropoutTest() {
        tf.graph().setSeed(1);
    }

    private float[] run(RecurrentLayer<?> layer, Phase phase, float... states) {
        Scope own = tf.scope().nested(layer.name());
        BuiltRecurrent built = layer.build(own, x);
        List<Output> begin = new ArrayList<>();
        for (float state : states) {
            begin.add(tf.fill(tf.constant(new int[] {EXAMPLES, 1}), tf.constant(state)));
        }
        Output y = built.run(own, x, begin.isEmpty() ? null : begin, phase).output();
        try (Session session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            return session.run(y).floats();
        }
    }

    /** Each example is one of the two sequences, and some are each. */
    private static void assertEither(float[] actual, double[] dropped, double[] kept) {
        int count = 0;
        int steps = dropped.length;
        for (int i = 0; i < EXAMPLES; i++) {
            boolean isKept = Math.abs(actual[i * steps + steps - 1] - kept[steps - 1]) < 1e-5;
            for (int t = 0; t < steps; t++) {
                assertThat((double) actual[i * steps + t]).isCloseTo((isKept ? kept : dropped)[t], within(1e-5));
            }
            count += isKept ? 1 : 0;
        }
        assertThat(count).isBetween(EXAMPLES / 4, 3 * EXAMPLES / 4);
    }

    private static SimpleRNN summing() {
        return new SimpleRNN(new SimpleRNNCell(1, Identity::of, ONES, ONES, null)).returnSequences();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRunningSum(boolean isUnrolled) {
        SimpleRNN layer = isUnrolled ? summing().unroll() : summing();
        assertThat(run(layer.dropout(0.5f).recurrentDropout(0.5f), Phase.INFERENCE))
                .startsWith(1, 2, 3, 1, 2, 3);
        assertEither(run(layer.dropout(0.5f), Phase.TRAINING), new double[3], new double[] {2, 4, 6});
        assertEither(run(layer.recurrentDropout(0.5f), Phase.TRAINING), new double[] {1, 1, 1}, new double[] {1, 3, 7});
    }

    private static LSTM lstm(Parameter kernel, Parameter recurrent) {
        return new LSTM(new LSTMCell(1, Activation.TANH, Activation.SIGMOID, kernel, recurrent, null, false))
                .returnSequences();
    }

    private static double sigmoid(double v) {
        return 1 / (1 + Math.exp(-v));
    }

    /** What a memory gives whose gates all are given {@code input + recurrent h}. */
    private static double[] memory(double input, double recurrent, double first) {
        double[] all = new double[STEPS];
        double h = first;
        double c = 0;
        for (int t = 0; t < STEPS; t++) {
            double gate = sigmoid(input + recurrent * h);
            c = gate * c + gate * Math.tanh(input + recurrent * h);
            h = gate * Math.tanh(c);
            all[t] = h;
        }
        return all;
    }

    @Test
    void aLongShortTermMemory() {
        assertEither(run(lstm(ONES, ONES).dropout(0.5f), Phase.TRAINING), memory(0, 1, 0), memory(2, 1, 0));
        assertEither(
                run(lstm(ZEROS, ONES).recurrentDropout(0.5f), Phase.TRAINING, 1, 0), memory(0, 0, 1), memory(0, 2, 1));
    }

    private static GRU gru(boolean resetAfter) {
        return new GRU(new GRUCell(1, Activation.TANH, Activation.SIGMOID, ZEROS, ONES, null, resetAfter))
                .returnSequences();
    }

    private static double[] gated(double mask, double first) {
        double[] all = new double[STEPS];
        double h = first;
        for (int t = 0; t < STEPS; t++) {
            double gate = sigmoid(mask * h);
            h = gate * h + (1 - gate) * Math.tanh(gate * mask * h);
            all[t] = h;
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aGatedUnitCarriesItsWholeStateOn(boolean resetAfter) {
        assertEither(run(gru(resetAfter).recurrentDropout(0.5f), Phase.TRAINING, 1), gated(0, 1), gated(2, 1));
    }

    @Test
    void whatIsNoRateIsRefusedAndACellMayHaveNone() {
        assertThatThrownBy(() -> new LSTM(1).dropout(1))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("rates of dropout in [0, 1), got 1.0 for the input");
        assertThatThrownBy(() -> new LSTM(1).recurrentDropout(-1)).hasMessageContaining("-1.0 for the state");
        Cell own = new Cell() {
            @Override
            public List<Integer> stateSizes() {
                return List.of(1);
            }

            @Override
            public BuiltCell build(Scope scope, Output input) {
                return (at, step, states, phase) -> new BuiltCell.Result(step, states);
            }
        };
        assertThat(run(new RNN(own).dropout(0.5f), Phase.TRAINING)).contains(0, 2);
        assertThatThrownBy(() -> run(new RNN(own).recurrentDropout(0.5f), Phase.TRAINING))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("no recurrent dropout");
    }
}
