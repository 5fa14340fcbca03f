package dev.lamina.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.gradient.Gradients;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.flow.Const;
import dev.lamina.session.Session;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClipTest {
    private final Graph graph = new Graph();
    private final Scope scope = Scope.of(graph);
    private final Session session = new Session(graph);

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void byValue() {
        Output clipped = Clip.byValue(scope, of(-3, 0.5f, 7), of(-1), of(2));
        assertThat(session.run(clipped).floats()).containsExactly(-1, 0.5f, 2);
        assertThat(clipped.name()).isEqualTo("clip_by_value:0");
    }

    @Test
    void byNormShortensWhatIsTooLong() {
        Output clipped = Clip.byNorm(scope, of(3, -4), Const.of(scope, 1f));
        assertThat(session.run(clipped).floats())
                .usingComparatorWithPrecision(1e-6f)
                .containsExactly(0.6f, -0.8f);
        assertThat(clipped.name()).isEqualTo("clip_by_norm:0");
    }

    @Test
    void byNormLeavesWhatIsShortEnough() {
        assertThat(session.run(Clip.byNorm(scope, of(3, -4), Const.of(scope, 5f)))
                        .floats())
                .containsExactly(3, -4);
    }

    @Test
    void byNormHasAGradientAtZero() {
        Output zero = of(0, 0);
        Output clipped = Clip.byNorm(scope, zero, Const.of(scope, 2f));
        Output gradient = Objects.requireNonNull(
                Gradients.of(scope, List.of(clipped), List.of(zero)).getFirst());
        assertThat(session.run(gradient).floats()).containsExactly(1, 1);
    }

    @Test
    void globalNorm() {
        Output norm = Clip.globalNorm(scope, Arrays.asList(of(1, 2), null, of(2, 4)));
        assertThat(session.run(norm).floatValue()).isCloseTo(5, within(1e-6f));
        assertThatThrownBy(() -> Clip.globalNorm(scope, Arrays.asList((Output) null)))
                .isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void byGlobalNorm() {
        List<@Nullable Output> clipped =
                Clip.byGlobalNorm(scope, Arrays.asList(of(1, 2), null, of(2, 4)), Const.of(scope, 2.5f));
        assertThat(values(clipped, 0)).usingComparatorWithPrecision(1e-6f).containsExactly(0.5f, 1);
        assertThat(clipped.get(1)).isNull();
        assertThat(values(clipped, 2)).usingComparatorWithPrecision(1e-6f).containsExactly(1, 2);
        List<@Nullable Output> whole = Clip.byGlobalNorm(scope, List.of(of(1, 2)), Const.of(scope, 100f));
        assertThat(values(whole, 0)).containsExactly(1, 2);
    }

    @Test
    void anInfiniteNormLeavesNothing() {
        List<@Nullable Output> clipped =
                Clip.byGlobalNorm(scope, List.of(of(1, Float.POSITIVE_INFINITY), of(2)), Const.of(scope, 1f));
        assertThat(values(clipped, 0)).containsExactly(Float.NaN, Float.NaN);
        assertThat(values(clipped, 1)).containsExactly(Float.NaN);
    }

    private float[] values(List<@Nullable Output> outputs, int index) {
        return session.run(Objects.requireNonNull(outputs.get(index))).floats();
    }

    private Output of(float... values) {
        return Const.of(scope, values);
    }
}
