package dev.lamina.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.arithmetic.Mul;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Placeholder;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GradientCheckTest {
    /** {@code x * x}, with a gradient that is as wrong as it is told. */
    @OpDef(
            inputs = "x: T",
            outputs = "y: T",
            attrs = {"T: type", "factor: float"})
    public record Wrong(float factor) implements Op {
        @Override
        public List<Shape> shapes(ShapeContext c) {
            return c.sameAsInput();
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return (inputs, outputs) -> {
                for (int i = 0; i < outputs[0].size(); i++) {
                    outputs[0].floats()[i] = inputs[0].floats()[i] * inputs[0].floats()[i];
                }
            };
        }

        @Override
        public List<@Nullable Output> gradient(GradientContext c) {
            Output slope = Mul.of(c.scope(), c.input(0), Const.of(c.scope(), 2 * factor));
            return List.of(Mul.of(c.scope(), c.upstream(0), slope));
        }
    }

    private final Graph graph = new Graph();
    private final Scope scope = Scope.of(graph);
    private final Session session = new Session(graph);
    private final Output x = Placeholder.of(scope.named("x"), DType.FLOAT32, Shape.of(3));
    private final Feed feed = Feed.of(x, new float[] {1, 2, 3});

    @AfterEach
    void close() {
        session.close();
    }

    private GradientCheck check(float factor, long seed) {
        Output y = scope.output(new Wrong(factor), x);
        return GradientCheck.of(session, List.of(y), List.of(x), seed, feed);
    }

    @Test
    void passesTheRightGradient() {
        GradientCheck check = check(1, 1);
        assertThat(check.passes()).as("%s", check).isTrue();
        assertThat(check.error()).isLessThan(1e-4);
    }

    @Test
    void findsAGradientThatIsATenthOfAPercentOff() {
        GradientCheck check = check(1.001f, 1);
        assertThat(check.passes()).as("%s", check).isFalse();
        assertThat(check.analytic() / check.numeric()).isBetween(1.0009, 1.0011);
    }

    @Test
    void doesNotPassNaN() {
        assertThat(check(Float.NaN, 1).passes()).isFalse();
    }

    @Test
    void givesTheSameNumbersForTheSameSeed() {
        assertThat(check(1, 7)).isEqualTo(check(1, 7));
        assertThat(check(1, 7)).isNotEqualTo(check(1, 8));
    }

    @Test
    void isMorePreciseInDoubles() {
        Output z = Placeholder.of(scope, DType.FLOAT64, Shape.of(3));
        Output cube = Mul.of(scope, z, Mul.of(scope, z, z));
        Feed at = Feed.of(z, new double[] {1, 2, 3});
        GradientCheck check = GradientCheck.of(session, List.of(cube), List.of(z), 1, at);
        assertThat(check.error()).isLessThan(1e-10);
        assertThat(check.passes()).isTrue();
    }

    @Test
    void checksWhatIsFedItself() {
        GradientCheck check = GradientCheck.of(session, List.of(x), List.of(x), 1, feed);
        assertThat(check.passes()).as("%s", check).isTrue();
    }

    @Test
    void refusesWhatCannotBeMoved() {
        Output constant = Const.of(scope, 1f);
        assertThatThrownBy(() -> GradientCheck.of(session, List.of(constant), List.of(constant), 1, feed))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("has to be fed");
        Output integer = Const.of(scope, 1);
        assertThatThrownBy(() -> GradientCheck.of(session, List.of(constant), List.of(integer), 1, feed))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("float32 and float64");
    }
}
