package dev.lamina.kernel.elementary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.kernel.simd.Simd;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("simd")
class CenteredFloatTest {
    private final Random random = new Random(7);
    private final float[] g = row();
    private final float[] x = row();
    private final float[] mean = row();
    private final float[] shift = row();
    private final float[] slope = row();
    private final float[] factor = row();
    private final float[] before = row();

    @AfterEach
    void restore() {
        Simd.setEnabled(true);
    }

    private float[] row() {
        float[] row = new float[80];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) random.nextGaussian();
        }
        return row;
    }

    private float[][] all(boolean simd, int n) {
        Simd.setEnabled(simd);
        float[][] y = {before.clone(), before.clone(), before.clone(), before.clone()};
        CenteredFloat.squares(x, 3, mean, y[0], 5, n);
        CenteredFloat.products(g, x, 3, mean, y[1], 5, n);
        CenteredFloat.scale(x, 3, mean, factor, shift, y[2], n);
        CenteredFloat.gradient(g, x, 3, mean, shift, slope, factor, y[3], n);
        return y;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 7, 8, 9, 16, 17, 33, 64, 65})
    void theFormulasAreRightInBothForms(int n) {
        x[6] = Float.NaN;
        mean[10] = Float.POSITIVE_INFINITY;
        g[12] = Float.MIN_VALUE;
        float[][] plain = all(false, n);
        float[][] wide = all(true, n);
        for (int i = 0; i < plain.length; i++) {
            assertThat(wide[i]).isEqualTo(plain[i]);
        }
        float[][] expected = {before.clone(), before.clone(), before.clone(), before.clone()};
        for (int i = 0; i < n; i++) {
            float d = x[3 + i] - mean[i];
            expected[0][5 + i] += d * d;
            expected[1][5 + i] += g[3 + i] * d;
            expected[2][3 + i] = d * factor[i] + shift[i];
            expected[3][3 + i] = (g[3 + i] - shift[i] - d * slope[i]) * factor[i];
        }
        for (int i = 0; i < plain.length; i++) {
            assertThat(plain[i]).isEqualTo(expected[i]);
        }
    }
}
