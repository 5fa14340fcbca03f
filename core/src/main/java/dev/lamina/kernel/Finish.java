package dev.lamina.kernel;

/** What is done with the elements of a result as they are finished, while a cache still holds them. */
@FunctionalInterface
public interface Finish {
    /**
     * Called once for each range of elements that is finished, by the thread that finished it; other
     * threads may be at other ranges.
     */
    void run(int from, int to);
}
