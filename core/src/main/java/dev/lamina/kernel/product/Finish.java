package dev.lamina.kernel.product;

/** What is done with the elements of a result as they are finished, while a cache still holds them. */
@FunctionalInterface
public interface Finish {
    /**
     * Called once for each range of elements that is finished, by the thread that finished it; other
     * threads may be at other ranges.
     *
     * @param result where the elements lie: the result itself, or a place that is used again
     * @param at where the first of them lies there
     * @param from the number of the first
     * @param to the number of the last, plus 1
     */
    void run(float[] result, int at, int from, int to);
}
