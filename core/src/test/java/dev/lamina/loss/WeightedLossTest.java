package dev.lamina.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Output;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightedLossTest {
    private final Tf tf = Tf.create();
    private final Session session = tf.session();

    /** The absolute errors are 1, 2, 3 and 4, 5, 6. */
    private final Output predictions = tf.constant(new float[][] {{1, -2, 3}, {-4, 5, -6}});

    private final Output labels = tf.zeros(2, 3);

    @AfterEach
    void close() {
        session.close();
    }

    private float loss(Object weights, Reduction reduction) {
        return session.run(tf.losses
                        .weightedBy(tf.constant(weights))
                        .reducedBy(reduction)
                        .absoluteDifference(labels, predictions))
                .floatValue();
    }

    /** Weights of 2 and 0 for the rows leave 2 + 4 + 6. */
    @ParameterizedTest
    @CsvSource({"SUM, 12", "MEAN, 2", "SUM_OVER_BATCH_SIZE, 2", "SUM_BY_NONZERO_WEIGHTS, 4"})
    void examplesHaveWeights(Reduction reduction, float expected) {
        assertThat(loss(new float[][] {{2}, {0}}, reduction)).isCloseTo(expected, within(1e-6f));
    }

    @ParameterizedTest
    @CsvSource({"SUM, 42", "MEAN, 3.5", "SUM_OVER_BATCH_SIZE, 7", "SUM_BY_NONZERO_WEIGHTS, 7"})
    void oneWeightIsForAll(Reduction reduction, float expected) {
        assertThat(loss(2f, reduction)).isCloseTo(expected, within(1e-6f));
    }

    @ParameterizedTest
    @CsvSource({"SUM, 15", "MEAN, 5", "SUM_OVER_BATCH_SIZE, 2.5", "SUM_BY_NONZERO_WEIGHTS, 7.5"})
    void elementsHaveIntegerWeights(Reduction reduction, float expected) {
        assertThat(loss(new int[][] {{0, 0, 1}, {0, 0, 2}}, reduction)).isCloseTo(expected, within(1e-6f));
    }

    @ParameterizedTest
    @CsvSource({"SUM, 21", "MEAN, 3.5", "SUM_OVER_BATCH_SIZE, 3.5", "SUM_BY_NONZERO_WEIGHTS, 3.5"})
    void withoutWeightsAllCountAlike(Reduction reduction, float expected) {
        Output loss = tf.losses.reducedBy(reduction).absoluteDifference(labels, predictions);
        assertThat(session.run(loss).floatValue()).isCloseTo(expected, within(1e-6f));
    }

    @Test
    void withoutReductionTheyAreWeightedOnly() {
        Output losses = tf.losses
                .weightedBy(tf.constant(new float[][] {{1, 2, 0}}))
                .reducedBy(Reduction.NONE)
                .absoluteDifference(labels, predictions);
        assertThat(session.run(losses).floats()).containsExactly(1, 4, 0, 4, 10, 0);
    }

    @Test
    void whereThereIsNothingItIsZero() {
        assertThat(loss(0f, Reduction.SUM_BY_NONZERO_WEIGHTS)).isZero();
        assertThat(loss(0f, Reduction.MEAN)).isZero();
        Output none = tf.zeros(0, 3);
        assertThat(session.run(tf.losses.meanSquaredError(none, none)).floatValue())
                .isZero();
    }

    @Test
    void weightsOfAnotherShapeAreRefused() {
        Output weights = tf.constant(new float[] {1, 2});
        assertThatThrownBy(() -> tf.losses.weightedBy(weights).absoluteDifference(labels, predictions))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("weights can not be broadcast to values")
                .hasMessageContaining("[2,3]")
                .hasMessageContaining("[2]");
        Output three = tf.constant(new float[][] {{1}, {2}, {3}});
        assertThatThrownBy(() -> tf.losses.weightedBy(three).absoluteDifference(labels, predictions))
                .isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void classesHaveWeights() {
        Output classes = tf.constant(new int[] {2, 0});
        Output logits = tf.zeros(2, 3);
        Output weights = tf.losses.classWeights(classes, 1, 10, 3);
        assertThat(session.run(weights).floats()).containsExactly(3, 1);
        Output loss = tf.losses.weightedBy(weights).sparseSoftmaxCrossEntropy(classes, logits);
        assertThat(session.run(loss).doubleValue()).isCloseTo(2 * Math.log(3), within(1e-6));
    }

    @Test
    void distributionsHaveTheExpectedWeight() {
        ClassWeights weights = ClassWeights.of(1, 10, 3);
        Output soft = tf.constant(new double[][] {{0.5, 0.5, 0}, {0, 0, 1}});
        assertThat(session.run(weights.ofDistributions(tf.scope(), soft)).doubles())
                .containsExactly(5.5, 3);
        Output oneHot = tf.constant(new int[][] {{0, 1, 0}, {0, 0, 1}});
        assertThat(session.run(weights.ofDistributions(tf.scope(), oneHot)).floats())
                .containsExactly(10, 3);
    }

    @Test
    void shapesMayBeUnknownUntilTheRun() {
        Output given = tf.placeholder(DType.FLOAT32, Shape.unknown(), "given");
        Output weights = tf.placeholder(DType.FLOAT32, Shape.unknown(), "weights");
        Output right = tf.placeholder(DType.FLOAT32, Shape.unknown(), "right");
        Output two = tf.losses.weightedBy(weights).absoluteDifference(right, given);
        assertThat(session.run(
                                two,
                                Tf.feed(given, new float[] {1, 2}),
                                Tf.feed(right, new float[] {0, 0}),
                                Tf.feed(weights, new float[] {1, 0}))
                        .floatValue())
                .isEqualTo(1);
    }
}
