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
    private static final int ROWS = 4;

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
        float[] row = new float[3 + ROWS * 65 + 5];
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) random.nextGaussian();
        }
        return row;
    }

    private float[][] copies() {
        return new float[][] {before.clone(), before.clone(), before.clone(), before.clone(), before.clone()};
    }

    private float[][] all(boolean simd, int rows, int n) {
        Simd.setEnabled(simd);
        float[][] y = copies();
        CenteredFloat.squares(x, 3, rows, mean, y[0], 5, n);
        CenteredFloat.products(g, x, 3, rows, mean, y[1], 5, n);
        CenteredFloat.scale(x, 3, rows, mean, factor, shift, y[2], n);
        CenteredFloat.gradient(g, x, 3, rows, mean, shift, slope, factor, y[3], n);
        CenteredFloat.sums(x, 3, rows, y[4], 5, n);
        return y;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 7, 8, 9, 16, 17, 33, 64, 65})
    void theFormulasAreRightInBothForms(int n) {
        x[6] = Float.NaN;
        mean[10] = Float.POSITIVE_INFINITY;
        g[12] = Float.MIN_VALUE;
        for (int rows = 0; rows <= ROWS; rows++) {
            float[][] plain = all(false, rows, n);
            float[][] wide = all(true, rows, n);
            for (int i = 0; i < plain.length; i++) {
                assertThat(wide[i]).isEqualTo(plain[i]);
            }
            float[][] expected = copies();
            for (int at = 0; at < rows * n; at++) {
                int i = at % n;
                float d = x[3 + at] - mean[i];
                expected[0][5 + i] += d * d;
                expected[1][5 + i] += g[3 + at] * d;
                expected[2][3 + at] = d * factor[i] + shift[i];
                expected[3][3 + at] = (g[3 + at] - shift[i] - d * slope[i]) * factor[i];
                expected[4][5 + i] += x[3 + at];
            }
            for (int i = 0; i < plain.length; i++) {
                assertThat(plain[i]).isEqualTo(expected[i]);
            }
        }
    }
}
