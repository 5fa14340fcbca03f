package dev.lamina.kernel.random;

import dev.lamina.kernel.simd.KernelCalls;

/** The calls that warm up random numbers. */
public final class RandomCalls {
    private RandomCalls() {}

    /** Adds them. */
    public static void addTo(KernelCalls calls) {
        Philox random = new Philox(1, 1);
        calls.add(KernelCalls.LENGTH, (count, n) -> {
            for (int i = 0; i < count; i++) {
                UniformFloat.fill(calls.z, 0, n, random, 0, Math.max(1, n / UniformFloat.GROUP));
            }
        });
    }
}
