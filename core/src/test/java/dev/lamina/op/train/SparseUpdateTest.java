package dev.lamina.op.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.Tf;
import dev.lamina.graph.Node;
import dev.lamina.graph.Variable;
import dev.lamina.session.Session;
import dev.lamina.session.Threads;
import dev.lamina.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are named several times, shared out among threads. */
class SparseUpdateTest {
    private static final int ROWS = 100;
    private static final int UNITS = 67;
    private static final int COUNT = 512;

    @AfterEach
    void restore() {
        Threads.set(Runtime.getRuntime().availableProcessors());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aRowThatIsNamedSeveralTimesIsUpdatedAsOftenInOrder(int threads) {
        Threads.set(threads);
        Random random = new Random(5);
        int[] indices = random.ints(COUNT, 0, ROWS).toArray();
        float[] gradient = new float[COUNT * UNITS];
        for (int k = 0; k < gradient.length; k++) {
            gradient[k] = random.nextFloat() - 0.5f;
        }
        float[] var = new float[ROWS * UNITS];
        float[] accum = new float[ROWS * UNITS];
        for (int i = 0; i < COUNT; i++) {
            for (int k = 0; k < UNITS; k++) {
                int at = indices[i] * UNITS + k;
                accum[at] = accum[at] * 0.5f + gradient[i * UNITS + k];
                var[at] -= accum[at] * 0.25f;
            }
        }
        Tf tf = Tf.create();
        Variable table = tf.variable(tf.zeros(ROWS, UNITS), "table");
        Variable slot = tf.variable(tf.zeros(ROWS, UNITS), "slot");
        Node update = ApplyMomentum.sparse(
                tf.scope(),
                table.ref(),
                slot.ref(),
                tf.constant(0.25f),
                tf.constant(Tensor.wrap(gradient, COUNT, UNITS)),
                tf.constant(indices),
                tf.constant(0.5f),
                false);
        try (Session session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            session.run(update);
            assertThat(session.run(table.asOutput()).buffer().floats()).containsExactly(var);
            assertThat(session.run(slot.asOutput()).buffer().floats()).containsExactly(accum);
        }
    }
}
