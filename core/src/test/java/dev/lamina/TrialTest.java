package dev.lamina;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.graph.GraphFunction;
import dev.lamina.graph.Output;
import dev.lamina.graph.RegionOp;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Of a body that was built to learn what it gives nothing stays. */
class TrialTest {
    private final Tf tf = Tf.create();
    private final Output w = tf.constant(new float[][] {{1, -2}, {-3, 4}});

    private Set<String> functions() {
        Set<String> names = new TreeSet<>();
        tf.graph().functions().all().stream().map(GraphFunction::name).forEach(names::add);
        return names;
    }

    private Set<String> used() {
        Set<String> names = new TreeSet<>();
        tf.graph().functions().allNodes().forEach(node -> {
            if (node.op() instanceof RegionOp op) {
                op.functions().forEach(each -> names.add(each.name()));
            }
        });
        return names;
    }

    private static Output magnitude(Tf t, Output row) {
        Output sum = t.reduceSum(row);
        return t.cond(t.less(sum, t.constant(0f)), then -> then.negative(sum), _ -> sum);
    }

    @Test
    void aMapHasTheFunctionsThatItRuns() {
        Output mapped = tf.mapFn(TrialTest::magnitude, w);
        assertThat(functions())
                .isEqualTo(used())
                .containsExactlyInAnyOrder("cond_true", "cond_false", "while_cond", "while_body");
        try (Session session = tf.session()) {
            assertThat(session.run(mapped).floats()).containsExactly(1, 1);
        }
    }

    @Test
    void aLoopWhoseShapesChangeToo() {
        Output x = tf.placeholder(DType.FLOAT32, Shape.of(2), "x");
        Output end = tf.whileLoop(
                        (t, v) -> t.less(t.size(v.getFirst()), t.constant(7)),
                        (t, v) -> {
                            Output inner = t.mapFn((u, row) -> magnitude(u, u.reshape(row, 1)), v.getFirst());
                            return List.of(t.concat(List.of(inner, inner), 0));
                        },
                        List.of(x))
                .getFirst();
        assertThat(functions()).isEqualTo(used()).hasSize(6);
        try (Session session = tf.session()) {
            assertThat(session.run(end, Tf.feed(x, new float[] {1, -2})).floats())
                    .containsExactly(1, 2, 1, 2, 1, 2, 1, 2);
        }
    }

    @Test
    void aFunctionThatIsCalledStays() {
        GraphCall magnitude = tf.function("magnitude", (t, given) -> List.of(magnitude(t, given.getFirst())));
        Output mapped = tf.mapFn((t, row) -> magnitude.call(t, row).getFirst(), w);
        Output again = magnitude.call(tf, tf.constant(new float[] {-5, -6})).getFirst();
        assertThat(functions()).isEqualTo(used()).contains("magnitude");
        try (Session session = tf.session()) {
            assertThat(session.run(mapped).floats()).containsExactly(1, 1);
            assertThat(session.run(again).floatValue()).isEqualTo(11);
        }
    }

    @Test
    void whatTheBodyBuildsAroundItselfStays() {
        Output mapped = tf.mapFn((t, row) -> t.multiply(row, magnitude(tf, tf.constant(new float[] {-1, -1}))), w);
        assertThat(functions()).containsAll(used());
        try (Session session = tf.session()) {
            assertThat(session.run(mapped).floats()).containsExactly(2, -4, -6, 8);
        }
    }
}
