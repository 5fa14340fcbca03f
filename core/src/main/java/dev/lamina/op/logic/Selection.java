package dev.lamina.op.logic;

import dev.lamina.kernel.elementary.SelectFloat;
import dev.lamina.op.kernel.Loops;
import dev.lamina.tensor.DType;

/** The inner loops of {@link Select} and {@link SelectV2}, one for each kind of array. */
final class Selection {
    private Selection() {}

    static Loops.Block block(DType type) {
        return switch (type) {
            case FLOAT32 ->
                (x, y, from, to) ->
                        SelectFloat.run((byte[]) x[0], (float[]) x[1], (float[]) x[2], (float[]) y, from, to);
            case FLOAT64 ->
                (x, y, from, to) -> doubles((byte[]) x[0], (double[]) x[1], (double[]) x[2], (double[]) y, from, to);
            case INT32, UINT32 ->
                (x, y, from, to) -> ints((byte[]) x[0], (int[]) x[1], (int[]) x[2], (int[]) y, from, to);
            case INT64, UINT64 ->
                (x, y, from, to) -> longs((byte[]) x[0], (long[]) x[1], (long[]) x[2], (long[]) y, from, to);
            case INT16, UINT16, FLOAT16, BFLOAT16 ->
                (x, y, from, to) -> shorts((byte[]) x[0], (short[]) x[1], (short[]) x[2], (short[]) y, from, to);
            case INT8, UINT8, BOOL ->
                (x, y, from, to) -> bytes((byte[]) x[0], (byte[]) x[1], (byte[]) x[2], (byte[]) y, from, to);
            case COMPLEX64, COMPLEX128 -> throw new AssertionError(type + " is selected by parts");
            case STRING, RESOURCE, VARIANT ->
                (x, y, from, to) -> objects((byte[]) x[0], (Object[]) x[1], (Object[]) x[2], (Object[]) y, from, to);
        };
    }

    private static void doubles(byte[] c, double[] a, double[] b, double[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = c[k] != 0 ? a[k] : b[k];
        }
    }

    private static void ints(byte[] c, int[] a, int[] b, int[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = c[k] != 0 ? a[k] : b[k];
        }
    }

    private static void longs(byte[] c, long[] a, long[] b, long[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = c[k] != 0 ? a[k] : b[k];
        }
    }

    private static void shorts(byte[] c, short[] a, short[] b, short[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = c[k] != 0 ? a[k] : b[k];
        }
    }

    private static void bytes(byte[] c, byte[] a, byte[] b, byte[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = c[k] != 0 ? a[k] : b[k];
        }
    }

    private static void objects(byte[] c, Object[] a, Object[] b, Object[] y, int from, int to) {
        for (int k = from; k < to; k++) {
            y[k] = c[k] != 0 ? a[k] : b[k];
        }
    }
}
