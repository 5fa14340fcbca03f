package dev.lamina.op;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.graph.Graph;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.arithmetic.Add;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Placeholder;
import dev.lamina.op.linalg.BatchMatMulV2;
import dev.lamina.op.linalg.Cholesky;
import dev.lamina.op.special.Betainc;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Tensor;
import dev.lamina.train.GradientCheck;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Gradients that hold by some operands or in some directions alone, which samples cannot show. */
class PartialGradientsTest {
    private static GradientCheck check(Tensor at, BiFunction<Scope, Output, Output> function) {
        Graph graph = new Graph();
        Scope scope = Scope.of(graph);
        Output x = Placeholder.of(scope, DType.FLOAT64, at.shape());
        Output y = function.apply(scope, x);
        try (Session session = new Session(graph)) {
            return GradientCheck.of(session, List.of(y), List.of(x), 1, Feed.of(x, at));
        }
    }

    /** Moved together with its transpose, as a decomposed matrix has to be. */
    @Test
    void ofCholesky() {
        Tensor at = Tensor.of(new double[][] {{2, 1, 0}, {-1, 3, 1}, {0.5, 1, 2}});
        Tensor one = Tensor.of(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
        GradientCheck check = check(
                at,
                (scope, x) -> Cholesky.of(
                        scope, Add.of(scope, BatchMatMulV2.of(scope, x, x, false, true), Const.of(scope, one))));
        assertThat(check.passes()).as(check.toString()).isTrue();
    }

    @Test
    void ofBetaincByItsLimit() {
        GradientCheck check = check(
                Tensor.of(new double[] {0.25, 0.5, 0.75}),
                (scope, x) -> Betainc.of(scope, Const.of(scope, 2.5), Const.of(scope, 1.5), x));
        assertThat(check.passes()).as(check.toString()).isTrue();
    }
}
