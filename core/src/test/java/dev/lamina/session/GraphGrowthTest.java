package dev.lamina.session;

import static dev.lamina.Tf.feed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.Tf;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A graph that is built in a loop is told of, once. */
class GraphGrowthTest {
    private final Tf tf = Tf.create();
    private final List<String> warnings = new ArrayList<>();

    @Test
    void warnsOnceWithTheLineOfTheNewestNode() {
        var x = tf.placeholder(DType.FLOAT32, Shape.scalar(), "x");
        try (var session = new Session(tf.graph(), warnings::add)) {
            for (int i = 0; i < 999; i++) {
                session.run(tf.add(x, x), feed(x, 1f));
            }
            assertThat(warnings).isEmpty();
            for (int i = 0; i < 1100; i++) {
                session.run(tf.add(x, x), feed(x, 1f));
            }
        }
        assertThat(warnings)
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .contains("grown before 1000 runs of a session and has 1001 nodes")
                        .contains("node 'Add_999' (Add), made at GraphGrowthTest.java:")
                        .contains("Graph.freeze()"));
    }

    @Test
    void aGraphThatStaysIsNoReason() {
        var x = tf.placeholder(DType.FLOAT32, Shape.scalar(), "x");
        var y = tf.add(x, x);
        try (var session = new Session(tf.graph(), warnings::add)) {
            for (int i = 0; i < 2000; i++) {
                session.run(y, feed(x, 1f));
            }
        }
        assertThat(warnings).isEmpty();
    }
}
