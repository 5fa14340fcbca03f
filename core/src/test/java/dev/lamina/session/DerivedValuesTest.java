package dev.lamina.session;

import static dev.lamina.Tf.feed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.Tf;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Variable;
import dev.lamina.kernel.Simd;
import dev.lamina.op.AssignSub;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is kept of a variable from run to run, such as a weight packed for products, follows the variable. */
class DerivedValuesTest {
    private static final int ROWS = 8;
    private static final int FROM = 70;
    private static final int TO = 48;

    private final Tf tf = Tf.create();
    private final Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1, FROM), "x");
    private final Variable w = tf.variable(tf.constant(matrix(FROM, TO, 0.5f)), "w");
    private final Output product = tf.matmul(x, w);
    private final Output byTransposed = tf.matmul(product, w, false, true);
    private final Tensor input = Tensor.of(matrix(ROWS, FROM, 1));
    private final Session session = tf.session();

    @AfterEach
    void restore() {
        Simd.setEnabled(true);
    }

    @Test
    void runsInARowGiveTheSame() {
        session.run(tf.globalVariablesInitializer());
        assertFollows();
    }

    @Test
    void aStepThatChangesTheVariableIsSeen() {
        session.run(tf.globalVariablesInitializer());
        assertFollows();
        Node step = AssignSub.of(tf.scope(), w.ref(), tf.constant(matrix(FROM, TO, 0.01f)));
        for (int i = 0; i < 3; i++) {
            session.run(step);
            assertFollows();
        }
    }

    @Test
    void aStepOfTrainingReadsTheVariableItself() {
        session.run(tf.globalVariablesInitializer());
        assertFollows();
        Output loss = tf.reduceMean(tf.square(byTransposed));
        Node step = tf.train.gradientDescent(0.001f).minimize(loss);
        for (int i = 0; i < 3; i++) {
            session.run(step, feed(x, input));
            assertFollows();
        }
    }

    @Test
    void whatIsLoadedIsSeen() {
        session.run(tf.globalVariablesInitializer());
        assertFollows();
        session.load(Map.of("w", Tensor.of(matrix(FROM, TO, 3))));
        assertFollows();
        session.run(w.initializer());
        assertFollows();
    }

    @Test
    @Tag("simd")
    void aPlanFromBeforeSimdIsOnKeepsPackedWeightsOnceItIs() {
        session.run(tf.globalVariablesInitializer());
        Simd.setEnabled(false);
        assertFollows();
        assertThat(cell().hasDerived()).isFalse();
        Simd.setEnabled(true);
        assertFollows();
        assertThat(cell().hasDerived()).isTrue();
    }

    private VariableCell cell() {
        return session.variables.cell(tf.graph(), "w");
    }

    @Test
    void threadsShareWhatIsKept() throws ExecutionException, InterruptedException {
        session.run(tf.globalVariablesInitializer());
        Tensor expected = session.run(byTransposed, feed(x, input));
        try (var executor = Executors.newFixedThreadPool(4)) {
            List<Future<Tensor>> results = IntStream.range(0, 40)
                    .mapToObj(_ -> executor.submit(() -> session.run(byTransposed, feed(x, input))))
                    .toList();
            for (Future<Tensor> result : results) {
                assertThat(result.get()).isEqualTo(expected);
            }
        }
    }

    /** Compares runs of the session with the first of a new one, which keeps nothing yet. */
    private void assertFollows() {
        Tensor expected;
        try (Session other = new Session(tf.graph())) {
            other.load(session.variables());
            expected = other.run(byTransposed, feed(x, input));
        }
        for (int run = 0; run < 3; run++) {
            assertThat(session.run(byTransposed, feed(x, input)))
                    .as("run %d", run)
                    .isEqualTo(expected);
        }
    }

    private static float[][] matrix(int rows, int columns, float scale) {
        float[][] m = new float[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                m[i][j] = scale * (float) Math.sin(1 + i * columns + j);
            }
        }
        return m;
    }
}
