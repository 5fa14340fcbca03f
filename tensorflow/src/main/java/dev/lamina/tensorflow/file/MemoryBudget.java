package dev.lamina.tensorflow.file;

import dev.lamina.error.ResourceExhaustedException;

/** How much memory a file may ask for beyond its own size, as a constant of one value repeated does. */
public final class MemoryBudget {
    private long left;

    public MemoryBudget(long bytes) {
        left = bytes;
    }

    /** An eighth of the memory there is. */
    public static MemoryBudget ofFile() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / 8);
    }

    /**
     * Takes some of it.
     *
     * @throws ResourceExhaustedException if there is not so much left
     */
    public void take(long bytes) {
        if (bytes > left) {
            throw new ResourceExhaustedException(
                    "a few bytes of the file stand for a constant of " + bytes + " bytes, and " + left
                            + " are what is left for such constants",
                    "raise the memory with -Xmx if the file is meant to be so");
        }
        left -= bytes;
    }
}
