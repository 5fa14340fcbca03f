package dev.lamina.kernel.elementary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.kernel.simd.Simd;
import dev.lamina.tensor.Conversion;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("simd")
class NarrowFloatTest {
    private static final int ALL = 1 << 16;

    @AfterEach
    void restore() {
        Simd.setEnabled(true);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyNumberOf16BitsIsWidened(boolean simd) {
        Simd.setEnabled(simd);
        short[] x = new short[ALL + 3];
        for (int i = 0; i < ALL; i++) {
            x[i + 3] = (short) i;
        }
        float[] y = new float[ALL + 5];
        NarrowFloat.fromBfloat(x, 3, y, 5, ALL);
        float[] halves = new float[ALL];
        NarrowFloat.fromHalf(x, halves, ALL);
        for (int i = 0; i < ALL; i++) {
            assertThat(Float.floatToRawIntBits(y[i + 5])).isEqualTo(i << 16);
            assertThat(Float.floatToIntBits(halves[i])).isEqualTo(Float.floatToIntBits(Float.float16ToFloat(x[i])));
        }
        assertThat(y).startsWith(0, 0, 0, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void floatsBecomeTheNearest(boolean simd) {
        Simd.setEnabled(simd);
        Random random = new Random(1);
        int n = 100_003;
        float[] x = new float[n + 2];
        for (int i = 0; i < n; i++) {
            // Every fourth lies halfway between two numbers of bfloat16; among the others are infinities and NaN.
            int bits = random.nextInt();
            x[i + 2] = Float.intBitsToFloat(
                    switch (i % 4) {
                        case 0 -> (bits & 0xffff0000) | 0x8000;
                        case 1 -> bits | 0x7f800000;
                        case 2 -> (bits & 0xff800000) | 0x7fff;
                        default -> bits;
                    });
        }
        short[] y = new short[n + 1];
        NarrowFloat.toBfloat(x, 2, y, 1, n);
        short[] halves = new short[n];
        float[] halvesOf = new float[n];
        System.arraycopy(x, 2, halvesOf, 0, n);
        NarrowFloat.toHalf(halvesOf, halves, n);
        for (int i = 0; i < n; i++) {
            assertThat(y[i + 1]).as("%s", x[i + 2]).isEqualTo(Conversion.bfloat16(x[i + 2]));
            assertThat(halves[i]).as("%s", x[i + 2]).isEqualTo(Float.floatToFloat16(x[i + 2]));
        }
        assertThat(y[0]).isZero();
    }
}
