package dev.lamina.kernel.elementary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.kernel.simd.Simd;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Both forms give the same bits, at lengths around a vector's and at numbers that are no numbers. */
@Tag("simd")
class LstmFloatTest {
    private static final int AT = 3;
    private static final float[] EDGES = {
        0f, -0f, 1f, -1f, Float.MIN_VALUE, -Float.MIN_NORMAL, Float.MAX_VALUE, Float.NEGATIVE_INFINITY, Float.NaN
    };

    @AfterEach
    void restore() {
        Simd.setEnabled(true);
    }

    private static float[] numbers(long seed, int n) {
        Random random = new Random(seed);
        float[] all = new float[AT + n];
        for (int k = 0; k < all.length; k++) {
            all[k] = random.nextInt(4) == 0 ? EDGES[random.nextInt(EDGES.length)] : random.nextFloat() * 2 - 1;
        }
        return all;
    }

    private interface Kernel {
        float[][] run(int n);
    }

    private static void assertSameBits(Kernel kernel) {
        for (int n : new int[] {0, 1, 3, 4, 7, 8, 15, 16, 17, 31, 64, 67}) {
            Simd.setEnabled(false);
            float[][] plain = kernel.run(n);
            Simd.setEnabled(true);
            float[][] wide = kernel.run(n);
            for (int i = 0; i < plain.length; i++) {
                assertThat(wide[i]).as("length " + n).containsExactly(plain[i]);
            }
        }
    }

    @Test
    void statesAndWhatIsClipped() {
        for (float clip : new float[] {0, 0.25f}) {
            assertSameBits(n -> {
                float[] cs = numbers(9, n);
                LstmFloat.state(numbers(1, n), numbers(2, n), numbers(3, n), numbers(4, n), 0, clip, cs, AT, n);
                return new float[][] {cs};
            });
        }
    }

    @Test
    void theWayBackThroughTheOutputGate() {
        assertSameBits(n -> {
            float[] dcs = numbers(6, n);
            float[] gates = numbers(7, n);
            LstmFloat.output(
                    numbers(1, n), numbers(2, n), numbers(3, n), numbers(4, n), AT, numbers(5, n), dcs, 1, gates, 2, n);
            return new float[][] {dcs, gates};
        });
    }

    @Test
    void theWayBackThroughTheOtherGates() {
        assertSameBits(n -> {
            float[] dcs = numbers(6, n);
            float[] gates = numbers(7, 3 * n);
            LstmFloat.state(
                    numbers(1, n), numbers(2, n), numbers(3, n), AT, numbers(4, n), 1, dcs, 2, gates, 0, n, 2 * n, n);
            return new float[][] {dcs, gates};
        });
    }
}
