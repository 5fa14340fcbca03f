package dev.lamina.model.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OuterTest {
    /** By hand: gradients 1 and 0.5; the momentum is 1, then 0.5 · 1 + 0.5 = 1. */
    @Test
    void movesByNesterovsMomentum() {
        Outer outer = new Outer(Rounds.diLoCo(1, 0.25f, 0.5f));
        Tensor first = outer.step("w", Tensor.of(new float[] {4}), Tensor.of(new float[] {3}));
        assertThat(first).isEqualTo(Tensor.of(new float[] {4 - 0.25f * (1 + 0.5f * 1)}));
        Tensor second = outer.step("w", Tensor.of(new float[] {3}), Tensor.of(new float[] {2.5f}));
        assertThat(second).isEqualTo(Tensor.of(new float[] {3 - 0.25f * (0.5f + 0.5f * 1)}));
    }

    @Test
    void goesOnFromItsState() {
        Rounds rounds = Rounds.diLoCo(1);
        Outer outer = new Outer(rounds);
        outer.step("w", Tensor.of(new float[] {4}), Tensor.of(new float[] {3}));
        Outer other = new Outer(rounds);
        other.restore(outer.state());
        Tensor expected = outer.step("w", Tensor.of(new float[] {4}), Tensor.of(new float[] {3}));
        assertThat(other.step("w", Tensor.of(new float[] {4}), Tensor.of(new float[] {3})))
                .isEqualTo(expected);
        other.restore(Map.of());
        assertThat(other.state()).isEmpty();
    }

    @Test
    void roundsHaveWhatThePaperSays() {
        Rounds rounds = Rounds.diLoCo(500);
        assertThat(rounds.steps()).isEqualTo(500);
        assertThat(rounds.hasOuterStep()).isTrue();
        assertThat(rounds.isOfGradients()).isFalse();
        assertThat(rounds.outerRate()).isEqualTo(0.7f);
        assertThat(rounds.outerMomentum()).isEqualTo(0.9f);
        assertThat(Rounds.synchronous().isOfGradients()).isTrue();
        assertThat(Rounds.synchronous().steps()).isEqualTo(1);
        assertThat(Rounds.local(8).hasOuterStep()).isFalse();
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertThatThrownBy(() -> Rounds.local(0))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("got 0");
        assertThatThrownBy(() -> Rounds.diLoCo(1, 0, 0.9f)).hasMessageContaining("got 0.0 and 0.9");
        assertThatThrownBy(() -> Rounds.diLoCo(1, 0.7f, 1)).hasMessageContaining("got 0.7 and 1.0");
        assertThatThrownBy(() -> Rounds.diLoCo(1, Float.NaN, 0)).hasMessageContaining("NaN");
    }
}
