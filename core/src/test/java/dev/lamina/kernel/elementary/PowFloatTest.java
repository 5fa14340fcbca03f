package dev.lamina.kernel.elementary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PowFloatTest {
    @Test
    void powersAreRoundedOnce() {
        float[] x = {2f, 10f, 0.5f, -3f, 9f};
        float[] y = {10f, -2f, 3f, 3f, 0.5f};
        PowFloat.run(x, 1, y, 1, x, 1, 4);
        assertThat(x).containsExactly(2f, 0.01f, 0.125f, -27f, 3f);
    }

    @Test
    void edgesAreThoseOfC() {
        assertThat(PowFloat.apply(1f, Float.NaN)).isEqualTo(1f);
        assertThat(PowFloat.apply(-1f, Float.NEGATIVE_INFINITY)).isEqualTo(1f);
        assertThat(PowFloat.apply(Float.NaN, 0f)).isEqualTo(1f);
        assertThat(PowFloat.apply(-8f, 1f / 3f)).isNaN();
        assertThat(PowFloat.apply(0f, -1f)).isInfinite();
        assertThat(PowFloat.apply(-2f, Float.POSITIVE_INFINITY)).isInfinite();
    }
}
