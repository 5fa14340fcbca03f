package dev.lamina.session;

import static dev.lamina.Tf.feed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.Tf;
import dev.lamina.graph.Operand;
import dev.lamina.op.flow.Identity;
import dev.lamina.op.state.Assign;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Nothing recurses over the depth of a graph, nor takes quadratic time over it: each would take minutes or the stack. */
class DeepGraphTest {
    private static final int DEPTH = 50_000;

    private final Tf tf = Tf.create();

    private static Operand chain(Operand from, UnaryOperator<Operand> next, int depth) {
        Operand at = from;
        for (int i = 0; i < depth; i++) {
            at = next.apply(at);
        }
        return at;
    }

    @Test
    void viewsOfWhatIsFed() {
        var x = tf.placeholder(DType.FLOAT32, Shape.of(2), "x");
        var end = chain(x, each -> Identity.of(tf.scope(), each), DEPTH);
        try (var session = tf.session()) {
            assertThat(session.run(tf.add(end, end), feed(x, new float[] {1, 2}))
                            .floats())
                    .containsExactly(2, 4);
            assertThat(session.run(end, feed(x, new float[] {1, 2})).floats()).containsExactly(1, 2);
        }
    }

    @Test
    void viewsOfAVariableThatChanges() {
        var v = tf.variable(tf.constant(1f), "v");
        var write = Assign.of(tf.scope(), v.ref(), tf.constant(7f));
        var end = tf.after(write).add(chain(v, each -> Identity.of(tf.scope(), each), DEPTH), tf.constant(0f));
        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            assertThat(session.run(end).floatValue())
                    .as("what was read before the write")
                    .isEqualTo(1);
            assertThat(session.run(v).floatValue()).isEqualTo(7);
        }
    }

    @Test
    void additions() {
        var x = tf.placeholder(DType.FLOAT32, Shape.of(2), "x");
        var one = tf.constant(1f);
        var end = chain(x, each -> tf.add(each, one), DEPTH);
        try (var session = tf.session()) {
            assertThat(session.run(end, feed(x, new float[] {0, 1})).floats()).containsExactly(DEPTH, DEPTH + 1);
        }
    }

    @Test
    void gradients() {
        var x = tf.placeholder(DType.FLOAT32, Shape.of(2), "x");
        var end = chain(x, each -> tf.multiply(each, tf.abs(each)), DEPTH / 10);
        var slope = tf.gradients(end, x).getFirst();
        assertThat(slope).isNotNull();
        try (var session = tf.session()) {
            var both = session.run(List.of(end, slope), feed(x, new float[] {1, 0}));
            assertThat(both.get(0).floats()).containsExactly(1, 0);
            assertThat(both.get(1).floats()).containsExactly(Float.POSITIVE_INFINITY, 0);
        }
    }
}
