package dev.lamina.op.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.Tf;
import dev.lamina.gradient.Gradients;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.index.GatherNd.ResourceGatherNd;
import dev.lamina.op.index.GatherV2.ResourceGather;
import dev.lamina.op.state.AssignVariableOp;
import dev.lamina.op.state.VarHandleOp;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Gradients where no finite difference can measure them. */
class SegmentGradientsTest {
    private static final float INFINITE = Float.POSITIVE_INFINITY;

    private static float[] gradient(Tf tf, Output y, Output x, float... upstream) {
        Output by = Objects.requireNonNull(
                Gradients.of(Scope.of(tf.graph()), List.of(y), List.of(x), List.of(tf.constant(upstream)))
                        .getFirst());
        try (Session session = tf.session()) {
            return session.run(by).floats();
        }
    }

    @Test
    void anInfiniteGradientReachesTheGreatestAlone() {
        Tf tf = Tf.create();
        Output x = tf.constant(new float[] {1, 3, 3, 2, 5});
        Output ids = tf.constant(new int[] {0, 0, 0, 1, 1});
        float[] expected = {0, INFINITE, INFINITE, 0, 7};
        assertThat(gradient(tf, tf.segmentMax(x, ids), x, INFINITE, 7)).containsExactly(expected);
        assertThat(gradient(tf, tf.unsortedSegmentMax(x, ids, 2), x, INFINITE, 7))
                .containsExactly(expected);
    }

    @Test
    void negativeIdsGiveNothingBack() {
        Tf tf = Tf.create();
        Output x = tf.constant(new float[] {0, 4, 6});
        Output ids = tf.constant(new int[] {-1, 0, -1});
        assertThat(gradient(tf, tf.unsortedSegmentMin(x, ids, 2), x, 3, 5)).containsExactly(0, 3, 0);
    }

    @Test
    void aProductWithOneZeroGivesAllBackToIt() {
        Tf tf = Tf.create();
        Output x = tf.constant(new float[] {0, 2, 3, 0, 0, 4});
        Output ids = tf.constant(new int[] {0, 0, 0, 1, 1, 1});
        float[] expected = {6, 0, 0, 0, 0, 0};
        assertThat(gradient(tf, tf.segmentProd(x, ids), x, 1, 1)).containsExactly(expected);
        assertThat(gradient(tf, tf.unsortedSegmentProd(x, ids, 2), x, 1, 1)).containsExactly(expected);
    }

    @Test
    void whatIsGatheredFromAVariableBehindAResourceGivesItsGradientBack() {
        Tf tf = Tf.create();
        Scope scope = Scope.of(tf.graph());
        Output handle = VarHandleOp.of(scope, DType.FLOAT32, Shape.of(3, 2));
        Node assign = AssignVariableOp.of(scope, handle, tf.constant(new float[3][2]));
        Output rows = ResourceGather.of(scope, handle, tf.constant(new int[] {2, 0, 2}), DType.FLOAT32);
        Output elements = ResourceGatherNd.of(scope, handle, tf.constant(new int[][] {{1, 1}}), DType.FLOAT32);
        try (Session session = tf.session()) {
            session.run(assign);
            assertThat(session.run(Objects.requireNonNull(Gradients.of(scope, List.of(rows), List.of(handle))
                                    .getFirst()))
                            .floats())
                    .containsExactly(1, 1, 0, 0, 2, 2);
            assertThat(session.run(Objects.requireNonNull(Gradients.of(scope, List.of(elements), List.of(handle))
                                    .getFirst()))
                            .floats())
                    .containsExactly(0, 0, 0, 1, 0, 0);
        }
    }
}
