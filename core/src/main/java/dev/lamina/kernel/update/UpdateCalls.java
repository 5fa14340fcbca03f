package dev.lamina.kernel.update;

import dev.lamina.kernel.simd.KernelCalls;

/** The calls that warm up the updates of optimizers. */
public final class UpdateCalls {
    private UpdateCalls() {}

    /** Adds them. */
    public static void addTo(KernelCalls calls) {
        float[] x = calls.x;
        float[] y = calls.y;
        float[] z = calls.z;
        calls.add(KernelCalls.LENGTH, (count, n) -> {
            for (int i = 0; i < count; i++) {
                DescentFloat.run(y, 0f, x, 0, 0, n);
                MomentumFloat.run(y, z, 0f, x, 0, 0f, 0, n);
                AdamFloat.run(y, z, calls.v, 0f, 0f, 0f, 1f, x, 0, 0, n);
            }
        });
    }
}
