package dev.lamina.compiler.region;

import dev.lamina.error.LaminaException;
import dev.lamina.error.ResourceExhaustedException;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;

/** The errors for what the heap does not hold. */
public final class HeapExhaustion {
    private HeapExhaustion() {}

    /** The error for a variable, or what else is asked of one. */
    public static LaminaException ofVariable(
            String what, String name, DType dtype, Shape shape, OutOfMemoryError cause) {
        return of(what + " '" + name + "' with shape" + shape + " and type " + dtype, cause);
    }

    /** The error for what smaller batches make smaller. */
    public static LaminaException of(String what, OutOfMemoryError cause) {
        return of(what, "run smaller batches, or start Java with a larger heap: -Xmx", cause);
    }

    public static LaminaException of(String what, String hint, OutOfMemoryError cause) {
        return new ResourceExhaustedException(
                "OOM when allocating " + what + "; the heap has at most "
                        + (Runtime.getRuntime().maxMemory() >> 20) + " MiB",
                hint,
                cause);
    }
}
