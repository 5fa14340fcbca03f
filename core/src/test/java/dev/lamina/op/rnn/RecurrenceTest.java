package dev.lamina.op.rnn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.Tf;
import dev.lamina.gradient.Gradients;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.kernel.simd.Simd;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import dev.lamina.op.reduce.Sum;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.session.Threads;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.GradientCheck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gradients of recurrent operations, which flow from their states alone, and sequences beside the cells that they are made of. */
class RecurrenceTest {
    private final Tf tf = Tf.create();
    private final Scope scope = tf.scope();
    private final Session session = tf.session();
    private final List<Output> operands = new ArrayList<>();
    private final List<Feed> feeds = new ArrayList<>();
    private final Random random = new Random(23);

    @AfterEach
    void restore() {
        session.close();
        Simd.setEnabled(true);
        Threads.set(Runtime.getRuntime().availableProcessors());
    }

    private Output operand(int... dims) {
        long[] extents = Arrays.stream(dims).asLongStream().toArray();
        Shape shape = Shape.of(extents);
        float[] values = new float[shape.size()];
        for (int k = 0; k < values.length; k++) {
            values[k] = random.nextFloat() - 0.5f;
        }
        Output made = tf.placeholder(DType.FLOAT32, shape, "operand");
        operands.add(made);
        feeds.add(Feed.of(made, Tensor.wrap(values, extents)));
        return made;
    }

    /** x, cs_prev, h_prev, w, wci, wcf, wco and b. */
    private void lstm(int batch, int inputs, int units, int... time) {
        if (time.length == 0) {
            operand(batch, inputs);
        } else {
            operand(time[0], batch, inputs);
        }
        operand(batch, units);
        operand(batch, units);
        operand(inputs + units, 4 * units);
        operand(units);
        operand(units);
        operand(units);
        operand(4 * units);
    }

    private Feed[] fed() {
        return feeds.toArray(Feed[]::new);
    }

    private void check(List<Output> states) {
        GradientCheck check = GradientCheck.of(session, states, operands, 7, fed());
        assertThat(check.passes()).as(check.toString()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theGradientOfACell(boolean usePeephole) {
        lstm(3, 2, 5);
        List<Output> all =
                scope.node(new LSTMBlockCell(1, 0, usePeephole), operands).outputs();
        check(List.of(all.get(1), all.get(6)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theGradientOfASequence(boolean usePeephole) {
        lstm(3, 2, 5, 4);
        Output length = Const.of(scope, 3L);
        for (boolean isSecond : new boolean[] {false, true}) {
            List<Output> inputs = new ArrayList<>(operands);
            inputs.addFirst(length);
            List<Output> all = scope.node(
                            isSecond ? new BlockLSTMV2(0, usePeephole) : new BlockLSTM(0.5f, 0, usePeephole), inputs)
                    .outputs();
            check(List.of(all.get(1), all.get(6)));
        }
    }

    @Test
    void theGradientOfAGatedRecurrentUnit() {
        operand(3, 2);
        operand(3, 5);
        operand(7, 10);
        operand(7, 5);
        operand(10);
        operand(5);
        check(List.of(GRUBlockCell.of(
                        scope,
                        operands.get(0),
                        operands.get(1),
                        operands.get(2),
                        operands.get(3),
                        operands.get(4),
                        operands.get(5))
                .get(3)));
    }

    @Test
    void theGradientOfACtcLoss() {
        operand(5, 2, 4);
        Output indices = Const.of(scope, new long[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
        Output values = Const.of(scope, new int[] {1, 1, 0, 2});
        Output lengths = Const.of(scope, new int[] {5, 3});
        for (boolean merges : new boolean[] {true, false}) {
            check(List.of(scope.node(
                            new CTCLoss(false, merges, false), List.of(operands.getFirst(), indices, values, lengths))
                    .output(0)));
        }
        check(List.of(scope.node(
                        new CTCLoss.CTCLossV2(false, true, false),
                        List.of(operands.getFirst(), indices, Const.of(scope, new int[] {1, 3, 3, 3}), lengths))
                .output(0)));
    }

    @Test
    void aSequenceIsItsStepsAndZerosBehindThem() {
        lstm(2, 3, 4, 3);
        List<Output> inputs = new ArrayList<>(operands);
        inputs.addFirst(Const.of(scope, 2L));
        List<Output> block = scope.node(new BlockLSTM(1, 0.1f, true), inputs).outputs();
        Output cs = operands.get(1);
        Output h = operands.get(2);
        List<Output> hs = new ArrayList<>();
        for (int step = 0; step < 2; step++) {
            List<Output> own = new ArrayList<>(operands);
            own.set(0, tf.unstack(operands.getFirst(), 3, 0).get(step));
            own.set(1, cs);
            own.set(2, h);
            List<Output> cell =
                    scope.node(new LSTMBlockCell(1, 0.1f, true), own).outputs();
            cs = cell.get(1);
            h = cell.get(6);
            hs.add(h);
        }
        hs.add(tf.zeros(2, 4));
        float[] expected = session.run(tf.stack(hs, 0), fed()).buffer().floats();
        assertThat(session.run(block.get(6), fed()).buffer().floats()).containsExactly(expected, within(1e-6f));
    }

    @Test
    @Tag("simd")
    void theSameBitsOnAnyThreadsAndVectors() {
        lstm(33, 7, 67, 3);
        List<Output> inputs = new ArrayList<>(operands);
        inputs.addFirst(Const.of(scope, 3L));
        List<Output> all = scope.node(new BlockLSTM(1, 0.2f, true), inputs).outputs();
        List<Output> fetches = new ArrayList<>(List.of(all.get(1), all.get(6)));
        Output loss = Sum.of(scope, Mul.of(scope, all.get(6), all.get(6)), Const.of(scope, new int[] {0, 1, 2}), false);
        fetches.addAll(Gradients.of(scope, List.of(loss), operands));
        Simd.setEnabled(false);
        Threads.set(1);
        List<Tensor> plain = values(fetches);
        Simd.setEnabled(true);
        for (int threads = 1; threads <= 3; threads++) {
            Threads.set(threads);
            assertThat(values(fetches)).isEqualTo(plain);
        }
    }

    private List<Tensor> values(List<Output> fetches) {
        var results = session.run(fetches, fed());
        List<Tensor> values = new ArrayList<>();
        for (int i = 0; i < fetches.size(); i++) {
            values.add(results.get(i));
        }
        return values;
    }
}
