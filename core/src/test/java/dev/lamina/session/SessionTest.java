package dev.lamina.session;

import static dev.lamina.Tf.feed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.Tf;
import dev.lamina.error.FailedPreconditionException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.op.state.Assign;
import dev.lamina.op.state.AssignAdd;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a run gives, in which order it reads and writes variables, and what it refuses. */
class SessionTest {
    private final Tf tf = Tf.create();

    @Test
    void severalFetchesSeeOneState() {
        var counter = tf.variable(tf.constant(1f), "counter");
        var increment = AssignAdd.of(tf.scope(), counter.ref(), tf.constant(10f));
        var twice = tf.add(counter, counter);
        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            var results = session.run(List.of(counter, increment, twice, increment.output(0)));
            assertThat(results.get(counter).floatValue()).isEqualTo(1);
            assertThat(results.get(twice).floatValue()).isEqualTo(2);
            assertThat(results.get(increment.output(0)).floatValue()).isEqualTo(11);
            assertThat(session.run(counter).floatValue()).isEqualTo(11);
        }
    }

    @Test
    void whatDependsOnAWriteReadsTheNewValue() {
        var v = tf.variable(tf.constant(new float[] {1, 2}), "v");
        var before = tf.identity(v.ref());
        var write = Assign.of(tf.scope(), v.ref(), tf.multiply(v, tf.constant(3f)));
        var after = tf.after(write).identity(v.ref());
        var mixed = tf.after(write).add(before, after);
        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            assertThat(session.run(mixed).floats()).containsExactly(4, 8);
            assertThat(session.run(v).floats()).containsExactly(3, 6);
        }
    }

    @Test
    void unorderedWritesHappenInTheOrderOfBuilding() {
        var v = tf.variable(tf.constant(1f), "v");
        var add = AssignAdd.of(tf.scope(), v.ref(), tf.constant(2f));
        var set = Assign.of(tf.scope(), v.ref(), tf.constant(7f));
        var addAgain = AssignAdd.of(tf.scope(), v.ref(), tf.constant(5f));
        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            session.run(tf.group(addAgain, set, add));
            assertThat(session.run(v).floatValue()).isEqualTo(12);
        }
    }

    @Test
    void shapesThatDependOnValuesFollowTheValues() {
        var x = tf.placeholder(DType.FLOAT32, Shape.unknown(), "x");
        var dims = tf.placeholder(DType.INT32, Shape.of(-1), "dims");
        var positive = tf.where(tf.greater(tf.reshape(x, dims), tf.constant(0f)));
        var count = tf.shape(positive);
        var total = tf.reduceSum(tf.cast(positive, DType.FLOAT32));
        try (var session = tf.session()) {
            for (int repeat = 0; repeat < 2; repeat++) {
                var flat = session.run(
                        List.of(count, total), feed(x, new float[] {1, -1, 2, 3}), feed(dims, new int[] {4}));
                assertThat(flat.get(0).ints()).containsExactly(3, 1);
                assertThat(flat.get(1).floatValue()).isEqualTo(5);
                var square = session.run(
                        List.of(count, total), feed(x, new float[] {1, -1, 2, -3}), feed(dims, new int[] {2, 2}));
                assertThat(square.get(0).ints()).containsExactly(2, 2);
                assertThat(square.get(1).floatValue()).isEqualTo(1);
            }
        }
    }

    @Test
    void refusesWithTheNameAndTheLine() {
        var x = tf.placeholder(DType.FLOAT32, Shape.of(-1, 2), "x");
        var v = tf.variable(tf.zeros(2), "v");
        var y = tf.add(x, v);
        var other = Tf.create().constant(1f);
        try (var session = tf.session()) {
            var value = new float[][] {{1, 2}};
            assertThatThrownBy(() -> session.run(y, feed(x, value)))
                    .isInstanceOf(FailedPreconditionException.class)
                    .hasMessageContaining("Attempting to use uninitialized value v")
                    .hasMessageContaining("made at SessionTest.java:");
            session.run(tf.globalVariablesInitializer());
            assertThatThrownBy(() -> session.run(y))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("You must feed a value for placeholder tensor 'x' with dtype float")
                    .hasMessageContaining("made at SessionTest.java:");
            assertThatThrownBy(() -> session.run(y, feed(x, new float[] {1, 2})))
                    .hasMessageContaining("Cannot feed value of shape [2] for Tensor 'x:0', which has shape [?,2]");
            assertThatThrownBy(() -> session.run(y, feed(x, new int[][] {{1, 2}})))
                    .hasMessageContaining("Cannot feed value of type int32");
            assertThatThrownBy(() -> session.run(x, feed(x, value))).hasMessageContaining("both fed and fetched");
            assertThatThrownBy(() -> session.run(y, feed(x, value), feed(x, value)))
                    .hasMessageContaining("fed twice");
            assertThatThrownBy(() -> session.run(other)).hasMessageContaining("not an element of the graph");
            assertThat(session.run(y, feed(x, value)).floats()).containsExactly(1, 2);
        }
    }

    @Test
    void aFetchedTensorIsTheCallersOwn() {
        var x = tf.placeholder(DType.FLOAT32, Shape.of(2), "x");
        var y = tf.identity(x);
        float[] fed = {1, 2};
        try (var session = tf.session()) {
            Tensor first = session.run(y, feed(x, Tensor.wrap(fed, 2)));
            fed[0] = 5;
            session.run(y, feed(x, Tensor.wrap(fed, 2)));
            assertThat(first.floats()).containsExactly(1, 2);
        }
    }

    @Test
    void namesTheFirstOperationThatIsNotFinite() {
        var x = tf.placeholder(DType.FLOAT32, Shape.of(-1), "x");
        var y = tf.multiply(tf.named("root").log(x), tf.constant(2f));
        try (var session = tf.session()) {
            assertThat(session.run(y, feed(x, new float[] {-1})).floatValue()).isNaN();
            session.setCheckNumerics(true);
            assertThatThrownBy(() -> session.run(y, feed(x, new float[] {1, -1})))
                    .hasMessageContaining("Log 'root' gave the first value that is not finite: NaN at index 1");
        }
    }

    @Test
    void aClosedSessionRefusesAndClosesAgain() {
        var c = tf.constant(1f);
        var session = tf.session();
        session.run(c);
        session.close();
        session.close();
        assertThatThrownBy(() -> session.run(c))
                .isInstanceOf(FailedPreconditionException.class)
                .hasMessageContaining("closed Session");
    }
}
