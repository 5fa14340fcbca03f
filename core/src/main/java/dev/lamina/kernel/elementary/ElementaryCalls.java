package dev.lamina.kernel.elementary;

import dev.lamina.kernel.simd.KernelCalls;

/** The calls that warm up what is done element by element. */
public final class ElementaryCalls {
    private ElementaryCalls() {}

    /** Adds them. */
    public static void addTo(KernelCalls calls) {
        float[] x = calls.x;
        float[] y = calls.y;
        calls.add(KernelCalls.LENGTH, (count, n) -> {
            for (int i = 0; i < count; i++) {
                AccumulateFloat.add(x, 0, y, 0, n);
                AccumulateFloat.subtract(x, 0, y, 0, n);
                AccumulateFloat.multiply(x, 0, y, 0, n);
                AccumulateFloat.divide(calls.z, 0, y, 0, n);
                AccumulateFloat.max(x, 0, y, 0, n);
            }
        });
        // Not only empty calls: its polynomial is a method of its own, put into the loop only if that calls it often.
        calls.add(KernelCalls.LENGTH, (count, n) -> {
            for (int i = 0; i < count; i++) {
                ExpFloat.run(x, 0, y, 0, i % 40 == 0 ? KernelCalls.LENGTH : n);
            }
        });
        calls.add(KernelCalls.LENGTH, (count, n) -> {
            for (int i = 0; i < count; i++) {
                BiasFloat.add(x, calls.v, 0, y, 0, n);
                ReluFloat.gradient(x, y, y, 0, n);
            }
        });
    }
}
