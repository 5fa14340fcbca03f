package dev.lamina.kernel.elementary;

import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Comparisons of floats to bytes of 0 or 1; with a NaN all are false but {@link #notEqual}. */
public final class CompareFloat {
    private CompareFloat() {}

    /** Writes {@code a < b} of the elements {@code from} to {@code to}. */
    public static void less(float[] a, float[] b, byte[] y, int from, int to) {
        int k = Simd.isEnabled() ? Wide.run(VectorOperators.LT, a, b, y, from, to) : from;
        for (; k < to; k++) {
            y[k] = (byte) (a[k] < b[k] ? 1 : 0);
        }
    }

    /** Writes {@code a <= b} of the elements {@code from} to {@code to}. */
    public static void lessEqual(float[] a, float[] b, byte[] y, int from, int to) {
        int k = Simd.isEnabled() ? Wide.run(VectorOperators.LE, a, b, y, from, to) : from;
        for (; k < to; k++) {
            y[k] = (byte) (a[k] <= b[k] ? 1 : 0);
        }
    }

    /** Writes {@code a == b} of the elements {@code from} to {@code to}. */
    public static void equal(float[] a, float[] b, byte[] y, int from, int to) {
        int k = Simd.isEnabled() ? Wide.run(VectorOperators.EQ, a, b, y, from, to) : from;
        for (; k < to; k++) {
            y[k] = (byte) (a[k] == b[k] ? 1 : 0);
        }
    }

    /** Writes {@code a != b} of the elements {@code from} to {@code to}. */
    public static void notEqual(float[] a, float[] b, byte[] y, int from, int to) {
        int k = Simd.isEnabled() ? Wide.run(VectorOperators.NE, a, b, y, from, to) : from;
        for (; k < to; k++) {
            y[k] = (byte) (a[k] != b[k] ? 1 : 0);
        }
    }

    /** The SIMD form: sixteen elements at a time, whose bits are spread over two longs. */
    static final class Wide {
        private static final int GROUP = Math.max(16, Lanes.WIDTH);
        private static final long LOW_BITS = 0x0101010101010101L;
        private static final VarHandle LONGS =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

        private Wide() {}

        static int run(VectorOperators.Comparison test, float[] a, float[] b, byte[] y, int from, int to) {
            int end = to - (to - from) % GROUP;
            for (int k = from; k < end; k += GROUP) {
                long bits = 0;
                for (int lane = 0; lane < GROUP; lane += Lanes.WIDTH) {
                    FloatVector left = FloatVector.fromArray(Lanes.FLOAT, a, k + lane);
                    FloatVector right = FloatVector.fromArray(Lanes.FLOAT, b, k + lane);
                    bits |= left.compare(test, right).toLong() << lane;
                }
                for (int part = 0; part < GROUP; part += Long.BYTES) {
                    LONGS.set(y, k + part, Long.expand(bits >>> part, LOW_BITS));
                }
            }
            return end;
        }
    }
}
