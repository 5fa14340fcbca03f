package dev.lamina.graph;

import static dev.lamina.Tf.feed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lamina.Tf;
import dev.lamina.error.FailedPreconditionException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A graph that is to stay as it is, and collections that hold something else than variables. */
class FrozenGraphTest {
    private final Tf tf = Tf.create();

    private static void refused(ThrowingCallable addition, String where) {
        assertThatExceptionOfType(FailedPreconditionException.class)
                .isThrownBy(addition)
                .withMessageContaining("Graph is finalized and cannot be modified.")
                .withMessageContaining(where);
    }

    @Test
    void refusesWhatIsAddedAndRunsOn() {
        var x = tf.placeholder(DType.FLOAT32, Shape.scalar(), "x");
        var y = tf.add(x, x);
        assertThat(tf.graph().isFrozen()).isFalse();
        tf.graph().freeze();
        assertThat(tf.graph().isFrozen()).isTrue();
        int size = tf.graph().size();
        refused(() -> tf.add(x, y), "node 'Add' (Add), made at FrozenGraphTest.java:");
        refused(() -> tf.graph().addToCollection("losses", y), "collection 'losses', made at FrozenGraphTest.java:");
        refused(() -> tf.graph().claim("z"), "node 'z'");
        assertThat(tf.graph().size()).isEqualTo(size);
        assertThat(tf.graph().collections()).isEmpty();
        try (var session = tf.session()) {
            assertThat(session.run(y, feed(x, 2f)).floatValue()).isEqualTo(4);
        }
    }

    @Test
    void theNewestNodeIsTheOneAddedLast() {
        tf.constant(1f);
        var last = tf.constant(2f);
        assertThat(tf.graph().newest()).isSameAs(last.node());
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> tf.graph().atomically(() -> {
                    tf.constant(3f);
                    throw new IllegalStateException("half");
                }));
        assertThat(tf.graph().newest()).isSameAs(last.node());
        assertThat(tf.graph().size()).isEqualTo(2);
        assertThatExceptionOfType(dev.lamina.error.NotFoundException.class).isThrownBy(() -> new Graph().newest());
    }

    @Test
    void collectionsOfNodesAreNoVariables() {
        var v = tf.variable(tf.zeros(2), "v");
        assertThat(tf.graph().variables()).containsExactly(v);
        for (String name : new String[] {Variable.ALL, Variable.TRAINABLE}) {
            tf.graph().addToCollection(name, v.ref().node());
        }
        assertThatExceptionOfType(FailedPreconditionException.class)
                .isThrownBy(() -> tf.graph().variables())
                .withMessageContaining("the collection 'variables' has a member that is no variable: node 'v'");
        assertThatExceptionOfType(FailedPreconditionException.class)
                .isThrownBy(() -> tf.graph().trainableVariables())
                .withMessageContaining("the collection 'trainable_variables'");
        assertThat(tf.graph().collection(Variable.ALL)).hasSize(2);
    }
}
