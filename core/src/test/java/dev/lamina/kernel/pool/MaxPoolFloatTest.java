package dev.lamina.kernel.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.kernel.simd.Simd;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("simd")
class MaxPoolFloatTest {
    private static final float[] NUMBERS = {1, -2, 0f, -0f, Float.NaN, Float.NEGATIVE_INFINITY, 3, 3, Float.MIN_VALUE};

    @AfterEach
    void restore() {
        Simd.setEnabled(true);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 6, 8, 13, 16, 24, 33})
    void takesTheGreatestOfEachWindow(int channels) {
        for (int size = 1; size <= 3; size++) {
            for (int stride = 1; stride <= 4; stride++) {
                for (int count = 0; count <= 7; count++) {
                    int columns = Math.max(0, count - 1) * stride + size;
                    MaxPoolFloat.Form form =
                            new MaxPoolFloat.Form(channels, 2, size, columns * channels, stride * channels);
                    float[] x = numbers(5 + 2 * columns * channels, count);
                    float[] expected = numbers(3 + count * channels + 2, 7);
                    float[] y = expected.clone();
                    for (int window = 0; window < count; window++) {
                        for (int c = 0; c < channels; c++) {
                            float greatest = Float.NEGATIVE_INFINITY;
                            for (int i = 0; i < 2 * size; i++) {
                                int column = window * stride + i % size;
                                greatest = Math.max(greatest, x[5 + (i / size * columns + column) * channels + c]);
                            }
                            expected[3 + window * channels + c] = greatest;
                        }
                    }
                    for (boolean simd : new boolean[] {true, false}) {
                        Simd.setEnabled(simd);
                        float[] given = y.clone();
                        MaxPoolFloat.greatest(form, x, 5, count, given, 3);
                        assertThat(given)
                                .as("%s, %d windows, simd %s", form, count, simd)
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 6, 8, 13, 16, 24, 33})
    void givesTheGradientToTheFirstOfTheGreatest(int channels) {
        for (int size = 1; size <= 3; size++) {
            for (int stride = size; stride <= 4; stride++) {
                for (int count = 0; count <= 7; count++) {
                    int columns = count * stride;
                    MaxPoolFloat.Form form =
                            new MaxPoolFloat.Form(channels, 2, size, columns * channels, stride * channels);
                    float[] x = numbers(5 + 2 * columns * channels, count);
                    float[] g = numbers(4 + count * channels, 11);
                    float[] before = new float[x.length];
                    Arrays.fill(before, 5, before.length, 77f);
                    float[] expected = before.clone();
                    for (int window = 0; window < count; window++) {
                        for (int c = 0; c < channels; c++) {
                            int first = 5 + window * stride * channels + c;
                            int best = first;
                            for (int i = 0; i < 2 * size; i++) {
                                int place = first + (i / size * columns + i % size) * channels;
                                expected[place] = 0;
                                best = x[place] > x[best] ? place : best;
                            }
                            expected[best] = 0f + g[4 + window * channels + c];
                        }
                    }
                    for (boolean simd : new boolean[] {true, false}) {
                        Simd.setEnabled(simd);
                        float[] given = before.clone();
                        MaxPoolFloat.gradient(form, x, 5, count, g, 4, given);
                        assertThat(given)
                                .as("%s, %d windows, simd %s", form, count, simd)
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }

    private static float[] numbers(int count, int seed) {
        Random random = new Random(seed);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = random.nextBoolean() ? random.nextFloat() : NUMBERS[random.nextInt(NUMBERS.length)];
        }
        return numbers;
    }
}
