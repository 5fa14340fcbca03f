package dev.lamina.kernel.elementary;

import dev.lamina.kernel.simd.KernelCalls;

/** The calls that warm up long short-term memories, if there is any by then. */
public final class RecurrentCalls {
    /** Every so many calls there is work: polynomials are methods of their own, put into the loops only if these call them often. */
    private static final int WORK = 40;

    private static volatile boolean isUsed;

    private RecurrentCalls() {}

    /** Hears that there is going to be one. */
    public static void use() {
        isUsed = true;
    }

    /** Adds them, if they are of use. */
    public static void addTo(KernelCalls calls) {
        if (!isUsed) {
            return;
        }
        float[] x = calls.x;
        float[] y = calls.y;
        float[] z = calls.z;
        float[] v = calls.v;
        calls.add(KernelCalls.LENGTH, (count, n) -> {
            for (int i = 0; i < count; i++) {
                SigmoidFloat.run(x, 0, y, 0, i % WORK == 0 ? KernelCalls.LENGTH : n);
            }
        });
        calls.add(KernelCalls.LENGTH, (count, n) -> {
            for (int i = 0; i < count; i++) {
                TanhFloat.run(x, 0, y, 0, i % WORK == 0 ? KernelCalls.LENGTH : n);
            }
        });
        calls.add(KernelCalls.LENGTH, (count, n) -> {
            for (int i = 0; i < count; i++) {
                LstmFloat.state(x, z, z, z, 0, 0f, v, 0, n);
                LstmFloat.output(x, z, z, z, 0, z, v, 0, y, 0, n);
                LstmFloat.state(x, z, z, 0, z, 0, v, 0, y, 0, 0, 0, n);
            }
        });
    }
}
