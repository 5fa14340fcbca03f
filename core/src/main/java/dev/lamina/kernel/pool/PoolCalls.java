package dev.lamina.kernel.pool;

import dev.lamina.kernel.simd.KernelCalls;
import dev.lamina.kernel.simd.Lanes;

/** The calls that warm up pooling. */
public final class PoolCalls {
    private static volatile boolean isUsed;

    private PoolCalls() {}

    /** Hears that windows are going to be looked at: without any the calls would keep the compilers busy for nobody. */
    public static void use() {
        isUsed = true;
    }

    /** Adds them, if they are of use. */
    public static void addTo(KernelCalls calls) {
        if (!isUsed) {
            return;
        }
        int n = Lanes.WIDTH;
        calls.add(2, (count, rows) -> {
            for (int i = 0; i < count; i++) {
                MaxPoolFloat.Wide.greatest(rows, 2, 2 * n, n, calls.x, 0, calls.y, 0);
                MaxPoolFloat.Wide.gradient(rows, 2, 2 * n, n, calls.x, 0, calls.z, 0, calls.y);
            }
        });
    }
}
