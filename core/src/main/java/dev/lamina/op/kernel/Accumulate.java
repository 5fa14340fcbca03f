package dev.lamina.op.kernel;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.kernel.elementary.AccumulateFloat;
import dev.lamina.tensor.Conversion;
import dev.lamina.tensor.DType;

/** Adds blocks of elements of any numeric type onto others, or subtracts them. */
public final class Accumulate {
    private Accumulate() {}

    /** Does {@code y[o + k] += sign * x[i + k]} for {@code n} elements; {@code sign} is 1 or -1. */
    public static void run(DType type, int sign, Object x, int i, Object y, int o, int n) {
        switch (type) {
            case FLOAT32 -> floats(sign, (float[]) x, i, (float[]) y, o, n);
            case FLOAT64 -> doubles(sign, (double[]) x, i, (double[]) y, o, n);
            case COMPLEX64 -> floats(sign, (float[]) x, 2 * i, (float[]) y, 2 * o, 2 * n);
            case COMPLEX128 -> doubles(sign, (double[]) x, 2 * i, (double[]) y, 2 * o, 2 * n);
            case INT32, UINT32 -> ints(sign, (int[]) x, i, (int[]) y, o, n);
            case INT64, UINT64 -> longs(sign, (long[]) x, i, (long[]) y, o, n);
            case INT16, UINT16 -> shorts(sign, (short[]) x, i, (short[]) y, o, n);
            case INT8, UINT8 -> bytes(sign, (byte[]) x, i, (byte[]) y, o, n);
            case FLOAT16 -> halves(sign, (short[]) x, i, (short[]) y, o, n);
            case BFLOAT16 -> bfloats(sign, (short[]) x, i, (short[]) y, o, n);
            case BOOL, STRING, RESOURCE, VARIANT ->
                throw new InvalidArgumentException("elements of " + type + " do not add up");
        }
    }

    private static void floats(int sign, float[] x, int i, float[] y, int o, int n) {
        if (sign > 0) {
            AccumulateFloat.add(x, i, y, o, n);
        } else {
            AccumulateFloat.subtract(x, i, y, o, n);
        }
    }

    private static void doubles(double sign, double[] x, int i, double[] y, int o, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k] += sign * x[i + k];
        }
    }

    private static void ints(int sign, int[] x, int i, int[] y, int o, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k] += sign * x[i + k];
        }
    }

    private static void longs(long sign, long[] x, int i, long[] y, int o, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k] += sign * x[i + k];
        }
    }

    private static void shorts(int sign, short[] x, int i, short[] y, int o, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k] = (short) (y[o + k] + sign * x[i + k]);
        }
    }

    private static void bytes(int sign, byte[] x, int i, byte[] y, int o, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k] = (byte) (y[o + k] + sign * x[i + k]);
        }
    }

    private static void halves(float sign, short[] x, int i, short[] y, int o, int n) {
        for (int k = 0; k < n; k++) {
            y[o + k] = Float.floatToFloat16(Float.float16ToFloat(y[o + k]) + sign * Float.float16ToFloat(x[i + k]));
        }
    }

    private static void bfloats(float sign, short[] x, int i, short[] y, int o, int n) {
        for (int k = 0; k < n; k++) {
            float sum = Float.intBitsToFloat(y[o + k] << 16) + sign * Float.intBitsToFloat(x[i + k] << 16);
            y[o + k] = Conversion.bfloat16(sum);
        }
    }
}
