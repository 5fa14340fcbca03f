package dev.lamina.kernel.elementary;

import dev.lamina.kernel.simd.Lanes;
import dev.lamina.kernel.simd.Simd;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** The choice between two blocks of floats, element by element. */
public final class SelectFloat {
    private SelectFloat() {}

    /** Writes {@code c ? a : b} of the elements {@code from} to {@code to}; those of {@code c} are 0 or 1. */
    public static void run(byte[] c, float[] a, float[] b, float[] y, int from, int to) {
        int k = Simd.isEnabled() ? Wide.run(c, a, b, y, from, to) : from;
        for (; k < to; k++) {
            y[k] = c[k] != 0 ? a[k] : b[k];
        }
    }

    /** The SIMD form: eight conditions, or as many as a longer vector has lanes, become the bits of a mask. */
    static final class Wide {
        private static final int GROUP = Math.max(Long.BYTES, Lanes.WIDTH);
        private static final long LOW_BITS = 0x0101010101010101L;
        private static final VarHandle LONGS =
                MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

        private Wide() {}

        static int run(byte[] c, float[] a, float[] b, float[] y, int from, int to) {
            int end = to - (to - from) % GROUP;
            for (int k = from; k < end; k += GROUP) {
                long bits = 0;
                for (int part = 0; part < GROUP; part += Long.BYTES) {
                    bits |= Long.compress((long) LONGS.get(c, k + part), LOW_BITS) << part;
                }
                for (int lane = 0; lane < GROUP; lane += Lanes.WIDTH) {
                    FloatVector.fromArray(Lanes.FLOAT, b, k + lane)
                            .blend(
                                    FloatVector.fromArray(Lanes.FLOAT, a, k + lane),
                                    VectorMask.fromLong(Lanes.FLOAT, bits >>> lane))
                            .intoArray(y, k + lane);
                }
            }
            return end;
        }
    }
}
