package dev.lamina.tensor;

import java.util.Arrays;

/** Comparing the elements of buffers bit by bit. */
final class Elements {
    private Elements() {}

    static boolean equal(Buffer a, Buffer b) {
        int n = a.size() * a.dtype().width();
        return switch (a.dtype()) {
            case FLOAT32, COMPLEX64 -> Arrays.equals(raw(a.floats(), n), raw(b.floats(), n));
            case FLOAT64, COMPLEX128 -> Arrays.equals(raw(a.doubles(), n), raw(b.doubles(), n));
            case INT32, UINT32 -> Arrays.equals(a.ints(), 0, n, b.ints(), 0, n);
            case INT64, UINT64 -> Arrays.equals(a.longs(), 0, n, b.longs(), 0, n);
            case INT16, UINT16, FLOAT16, BFLOAT16 -> Arrays.equals(a.shorts(), 0, n, b.shorts(), 0, n);
            case INT8, UINT8, BOOL -> Arrays.equals(a.bytes(), 0, n, b.bytes(), 0, n);
            case STRING, RESOURCE, VARIANT ->
                Arrays.deepEquals(Arrays.copyOf((Object[]) a.array(), n), Arrays.copyOf((Object[]) b.array(), n));
        };
    }

    static int hash(Buffer buffer) {
        int n = buffer.size() * buffer.dtype().width();
        return switch (buffer.dtype()) {
            case FLOAT32, COMPLEX64 -> Arrays.hashCode(raw(buffer.floats(), n));
            case FLOAT64, COMPLEX128 -> Arrays.hashCode(raw(buffer.doubles(), n));
            case STRING, RESOURCE, VARIANT -> Arrays.deepHashCode(Arrays.copyOf((Object[]) buffer.array(), n));
            default -> {
                int hash = 1;
                for (int i = 0; i < n; i++) {
                    hash = 31 * hash + Long.hashCode(buffer.asLong(i));
                }
                yield hash;
            }
        };
    }

    private static int[] raw(float[] values, int n) {
        int[] bits = new int[n];
        for (int i = 0; i < n; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }

    private static long[] raw(double[] values, int n) {
        long[] bits = new long[n];
        for (int i = 0; i < n; i++) {
            bits[i] = Double.doubleToRawLongBits(values[i]);
        }
        return bits;
    }
}
