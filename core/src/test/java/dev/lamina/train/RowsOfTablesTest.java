package dev.lamina.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lamina.Tf;
import dev.lamina.gradient.IndexedSlices;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Steps of optimizers on a table of which some rows are read: they change these alone, as a step on these rows would. */
class RowsOfTablesTest {
    private static final float[][] TABLE = {{1, 2}, {3, 4}, {5, 6}, {7, 8}};

    /** How an optimizer is made, and the operation of its that updates rows. */
    private static final Map<String, Supplier<Optimizer>> OPTIMIZERS = Map.of(
            "ScatterSub of GradientDescent", () -> new GradientDescent(0.1f),
            "SparseApplyMomentum", () -> new Momentum(0.1f, 0.5f, true),
            "SparseApplyAdagrad", () -> new Adagrad(0.1f),
            "SparseApplyAdadelta", () -> new Adadelta(0.1f),
            "SparseApplyRMSProp", () -> new RMSProp(0.1f),
            "ScatterSub of LazyAdam", () -> new LazyAdam(0.1f));

    /** Rows 2 and 0 of the table, 2 twice, each with a weight of its own, in a matrix of indices. */
    private static Output loss(Tf tf, Operand table) {
        Output rows = tf.gather(table, tf.constant(new int[][] {{2, 0}, {2, 2}}), 0);
        return tf.reduceSum(tf.multiply(tf.square(rows), tf.constant(new float[][][] {{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}
        })));
    }

    @TestFactory
    Stream<DynamicTest> aStepIsThatOfAllRowsWhereTheyWereRead() {
        return OPTIMIZERS.entrySet().stream()
                .map(each -> dynamicTest(each.getKey(), () -> check(each.getKey(), each.getValue())));
    }

    private static void check(String op, Supplier<Optimizer> optimizer) {
        float[][] some = new float[4][];
        float[][] all = new float[4][];
        Set<String> ops = steps(optimizer.get(), false, some);
        steps(optimizer.get(), true, all);
        assertThat(ops).contains(op.split(" ", -1)[0]);
        for (int row : new int[] {0, 2}) {
            for (int k = 0; k < 2; k++) {
                assertThat(some[row][k]).isCloseTo(all[row][k], offset(2e-5f));
                assertThat(some[row][k]).isNotEqualTo(TABLE[row][k]);
            }
        }
        assertThat(some[1]).isEqualTo(TABLE[1]);
        assertThat(some[3]).isEqualTo(TABLE[3]);
    }

    /** Two steps; {@code dense} hides the slices behind an operation. */
    private static Set<String> steps(Optimizer optimizer, boolean dense, float[][] result) {
        Tf tf = Tf.create();
        Variable table = tf.variable(tf.constant(TABLE), "table");
        Node step = optimizer.minimize(loss(tf, dense ? tf.multiply(table, tf.constant(1f)) : table));
        try (Session session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            session.run(step);
            session.run(step);
            float[] values = session.run(table).floats();
            for (int row = 0; row < 4; row++) {
                result[row] = new float[] {values[2 * row], values[2 * row + 1]};
            }
        }
        return tf.graph().nodes().stream().map(node -> node.op().name()).collect(Collectors.toSet());
    }

    @Test
    void adamMovesAllRowsAsTensorFlowDoes() {
        float[][] result = new float[4][];
        Set<String> ops = steps(new Adam(0.1f), false, result);
        assertThat(ops).contains("ApplyAdam");
    }

    @Test
    void slicesOfSeveralReadingsAreJoinedAndSummed() {
        Tf tf = Tf.create();
        Variable table = tf.variable(tf.constant(TABLE), "table");
        Output first = tf.gather(table, tf.constant(new int[] {1, 3}), 0);
        Output second = tf.gather(table, tf.constant(new int[] {3}), 0);
        Output y = tf.add(tf.reduceSum(first), tf.reduceSum(tf.square(second)));
        Output gradient = tf.gradients(y, table).getFirst();
        assertThat(IndexedSlices.isMadeOf(gradient)).isTrue();
        IndexedSlices slices = IndexedSlices.of(Scope.of(tf.graph()), gradient).distinct(Scope.of(tf.graph()));
        try (Session session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            assertThat(session.run(slices.indices()).longs()).containsExactlyInAnyOrder(1, 3);
            var values = session.run(List.of(slices.indices(), slices.values()));
            int third = values.get(0).longs()[0] == 3 ? 0 : 1;
            assertThat(values.get(1).floats()[2 * third]).isEqualTo(15);
            assertThat(session.run(gradient).floats()).containsExactly(0, 0, 1, 1, 0, 0, 15, 17);
        }
    }

    /** The mean of rows has a gradient of which nothing is known but the rank where the number of examples is not known. */
    @Test
    void rowsOfABatchOfAnySizeAreSlicesToo() {
        Tf tf = Tf.create();
        Variable table = tf.variable(tf.constant(TABLE), "table");
        Output numbers = tf.placeholder(DType.INT32, Shape.of(-1, 2), "numbers");
        Output means = tf.reduceMean(tf.gather(table, numbers, 0), 1);
        Output gradient = tf.gradients(tf.reduceSum(tf.square(means)), table).getFirst();
        assertThat(IndexedSlices.isMadeOf(gradient)).isTrue();
        Node step = new LazyAdam(0.5f).minimize(tf.reduceSum(tf.square(means)));
        try (Session session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            Feed feed = Feed.of(numbers, Tensor.wrap(new int[] {0, 2, 2, 2}, 2, 2));
            session.run(step, feed);
            session.run(step, Feed.of(numbers, Tensor.wrap(new int[] {0, 0}, 1, 2)));
            float[] values = session.run(table).floats();
            assertThat(values[0]).isLessThan(0.5f);
            assertThat(Arrays.copyOfRange(values, 2, 4)).containsExactly(3, 4);
            assertThat(Arrays.copyOfRange(values, 4, 6)).containsExactly(4.5f, 5.5f);
        }
    }

    @Test
    void whatIsNotOfRowsAloneIsNotMadeOfSlices() {
        Tf tf = Tf.create();
        Variable table = tf.variable(tf.constant(TABLE), "table");
        Output rows = tf.reduceSum(tf.gather(table, tf.constant(new int[] {1}), 0));
        Output columns = tf.reduceSum(tf.gather(table, tf.constant(new int[] {1}), 1));
        for (Output y : List.of(columns, tf.add(rows, tf.reduceSum(table)), tf.reduceSum(table))) {
            assertThat(IndexedSlices.isMadeOf(tf.gradients(y, table).getFirst()))
                    .isFalse();
        }
    }
}
