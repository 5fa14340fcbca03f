package dev.lamina.tensorflow;

import dev.lamina.error.ResourceExhaustedException;

/** How much memory a file may ask for beyond its own size, as a constant of one value repeated does. */
final class MemoryBudget {
    private long left;

    MemoryBudget(long bytes) {
        left = bytes;
    }

    /** An eighth of the memory there is. */
    static MemoryBudget ofFile() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / 8);
    }

    /**
     * Takes some of it.
     *
     * @throws ResourceExhaustedException if there is not so much left
     */
    void take(long bytes) {
        if (bytes > left) {
            throw new ResourceExhaustedException(
                    "a few bytes of the file stand for a constant of " + bytes + " bytes, and " + left
                            + " are what is left for such constants",
                    "raise the memory with -Xmx if the file is meant to be so");
        }
        left -= bytes;
    }
}
