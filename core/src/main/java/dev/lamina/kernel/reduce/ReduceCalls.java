package dev.lamina.kernel.reduce;

import dev.lamina.kernel.simd.KernelCalls;

/** The calls that warm up sums. */
public final class ReduceCalls {
    private ReduceCalls() {}

    /** Adds them. */
    public static void addTo(KernelCalls calls) {
        calls.add(KernelCalls.LENGTH, (count, n) -> {
            for (int i = 0; i < count; i++) {
                ColumnSumsFloat.Wide.add4(calls.x, 0, KernelCalls.LENGTH, calls.y, 0, n);
            }
        });
    }
}
