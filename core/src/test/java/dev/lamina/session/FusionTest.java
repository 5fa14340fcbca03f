package dev.lamina.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.Tf;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.kernel.simd.Simd;
import dev.lamina.kernel.thread.Parallel;
import dev.lamina.op.train.ApplyGradientDescent;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.Optimizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is put together gives the same bits as its operations one by one, as checking every number runs them. */
@Tag("simd")
class FusionTest {
    private static final int THREADS = Parallel.threads();

    @AfterEach
    void restore() {
        Simd.setEnabled(true);
        Parallel.setThreads(THREADS);
    }

    static Stream<Arguments> trainings() {
        Map<String, Function<Tf, Optimizer>> optimizers = new LinkedHashMap<>();
        optimizers.put("gradient descent", tf -> tf.train.gradientDescent(0.1f));
        optimizers.put("momentum", tf -> tf.train.momentum(0.1f, 0.9f));
        optimizers.put("Nesterov", tf -> tf.train.nesterov(0.1f, 0.9f));
        optimizers.put("Adam", tf -> tf.train.adam(0.01f));
        optimizers.put("RMSProp", tf -> tf.train.rmsProp(0.01f));
        // Batches in one block of k, in several, and so small that nothing is packed.
        return optimizers.entrySet().stream()
                .flatMap(each ->
                        Stream.of(3, 70, 300).map(batch -> Arguments.of(each.getKey(), batch, each.getValue())));
    }

    @ParameterizedTest(name = "{0}, batches of {1}")
    @MethodSource("trainings")
    void aTrainingHasTheSameBits(String name, int batch, Function<Tf, Optimizer> optimizer) {
        Map<String, Tensor> apart = train(optimizer, batch, true);
        for (int threads = 1; threads <= 3; threads++) {
            Parallel.setThreads(threads);
            Simd.setEnabled(true);
            assertSame(train(optimizer, batch, false), apart);
            Simd.setEnabled(false);
            assertSame(train(optimizer, batch, false), apart);
        }
    }

    private static void assertSame(Map<String, Tensor> found, Map<String, Tensor> wanted) {
        assertThat(found.keySet()).isEqualTo(wanted.keySet());
        wanted.forEach((name, value) -> assertThat(found.get(name)).as(name).isEqualTo(value));
    }

    /** Three steps of a network with dropout and a penalty on weights. */
    private static Map<String, Tensor> train(Function<Tf, Optimizer> optimizer, int batch, boolean apart) {
        Tf tf = Tf.create();
        tf.graph().setSeed(7);
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1, 50), "x");
        Output y = tf.placeholder(DType.FLOAT32, Shape.of(-1, 10), "y");
        Operand first = tf.variable(tf.truncatedNormal(0, 0.2f, 50, 90), "first");
        Operand hidden = tf.nn.relu(tf.add(tf.matmul(x, first), tf.variable(tf.zeros(90), "bias")));
        Operand dropped = tf.nn.dropout(hidden, 0.8f);
        Operand second = tf.nn.relu(tf.matmul(dropped, tf.variable(tf.truncatedNormal(0, 0.2f, 90, 70), "second")));
        Output logits = tf.matmul(second, tf.variable(tf.truncatedNormal(0, 0.2f, 70, 10), "third"));
        Output loss = tf.add(
                tf.reduceMean(tf.nn.softmaxCrossEntropyWithLogits(logits, y)),
                tf.multiply(tf.nn.l2Loss(first), tf.constant(0.01f)));
        Node step = optimizer.apply(tf).minimize(loss);
        Random random = new Random(batch);
        Tensor images = random(random, batch, 50);
        Tensor labels = random(random, batch, 10);
        try (Session session = tf.session()) {
            session.setCheckNumerics(apart);
            session.run(tf.globalVariablesInitializer());
            for (int i = 0; i < 3; i++) {
                session.run(step, Feed.of(x, images), Feed.of(y, labels));
            }
            return session.variables();
        }
    }

    private static Tensor random(Random random, int rows, int columns) {
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return Tensor.wrap(values, rows, columns);
    }

    @Test
    void aVariableIsNotChangedWhileTheProductBehindItsGradientReadsIt() {
        // The gradient is the square of the variable itself: the update must wait for the whole product.
        assertSame(squareDescent(false), squareDescent(true));
    }

    private static Map<String, Tensor> squareDescent(boolean apart) {
        Tf tf = Tf.create();
        tf.graph().setSeed(3);
        Variable w = tf.variable(tf.truncatedNormal(0, 0.1f, 96, 96), "w");
        Scope scope = Scope.of(tf.graph());
        Output rate = tf.constant(0.5f);
        Node step = ApplyGradientDescent.of(scope, w.ref(), rate, tf.matmul(w, w));
        try (Session session = tf.session()) {
            session.setCheckNumerics(apart);
            session.run(tf.globalVariablesInitializer());
            session.run(step);
            return session.variables();
        }
    }

    @Test
    void whatIsFetchedOnTheWayIsThere() {
        Tf tf = Tf.create();
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(-1, 40), "x");
        Output product = tf.matmul(x, tf.constant(random(new Random(1), 40, 64)));
        Output shifted = tf.subtract(product, tf.constant(5f));
        Output relu = tf.nn.relu(shifted);
        Tensor input = random(new Random(2), 33, 40);
        try (Session together = tf.session();
                Session apart = tf.session()) {
            apart.setCheckNumerics(true);
            List<Output> fetches = List.of(product, shifted, relu);
            Results found = together.run(fetches, Feed.of(x, input));
            Results wanted = apart.run(fetches, Feed.of(x, input));
            for (Output fetch : fetches) {
                assertThat(found.get(fetch)).isEqualTo(wanted.get(fetch));
            }
        }
    }
}
