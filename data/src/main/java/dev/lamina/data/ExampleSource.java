package dev.lamina.data;

/**
 * Labelled examples that are read by their number, so that any order is as good as any other.
 *
 * <p>A source is shared by the cursors that read it, each on a thread of its own: {@link #read} is
 * called by several threads at once.
 */
public interface ExampleSource extends DataInfo {
    /** The number of examples. Does not change. */
    int size();

    /** What the examples look like. Does not change. */
    ExampleSpec spec();

    /**
     * Writes all elements of one example, the same each time.
     *
     * @param index the number of the example, from 0 to below {@link #size()}
     * @param into where to, laid out as {@link #spec()} says
     * @throws dev.lamina.error.LaminaException when it cannot be read
     */
    void read(int index, Example into);

    /**
     * A number that is another when the examples are, as far as that can be told without reading them all; 0 when it
     * cannot. A {@linkplain Pipeline#cache(java.nio.file.Path) cache's file} keeps it, to notice that its source has changed.
     */
    default long fingerprint() {
        return 0;
    }
}
