package dev.lamina.kernel.array;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransposeTest {
    @ParameterizedTest
    @CsvSource({"0,3", "3,0", "1,1", "1,20", "20,1", "16,16", "17,33", "100,784"})
    void putsEachElementOnTheOtherSideOfTheDiagonal(int rows, int columns) {
        int ld = columns + 2;
        int outLd = rows + 1;
        float[] floats = new float[3 + rows * ld];
        double[] doubles = new double[floats.length];
        int[] ints = new int[floats.length];
        long[] longs = new long[floats.length];
        byte[] bytes = new byte[floats.length];
        for (int i = 0; i < ints.length; i++) {
            floats[i] = i;
            doubles[i] = i;
            ints[i] = i;
            longs[i] = i;
            bytes[i] = (byte) i;
        }
        int size = 5 + columns * outLd;
        float[] floatOut = new float[size];
        double[] doubleOut = new double[size];
        int[] intOut = new int[size];
        long[] longOut = new long[size];
        byte[] byteOut = new byte[size];
        Transpose.run(floats, 3, ld, rows, columns, floatOut, 5, outLd);
        Transpose.run(doubles, 3, ld, rows, columns, doubleOut, 5, outLd);
        Transpose.run(ints, 3, ld, rows, columns, intOut, 5, outLd);
        Transpose.run(longs, 3, ld, rows, columns, longOut, 5, outLd);
        Transpose.run(bytes, 3, ld, rows, columns, byteOut, 5, outLd);

        int[] expected = new int[size];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                expected[5 + j * outLd + i] = 3 + i * ld + j;
            }
        }
        assertThat(intOut).isEqualTo(expected);
        for (int i = 0; i < size; i++) {
            assertThat(floatOut[i]).isEqualTo(expected[i]);
            assertThat(doubleOut[i]).isEqualTo(expected[i]);
            assertThat(longOut[i]).isEqualTo(expected[i]);
            assertThat(byteOut[i]).isEqualTo((byte) expected[i]);
        }
    }
}
