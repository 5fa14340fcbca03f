package dev.lamina.data;

/** Where examples are kept by their place, each from when it was first read. Used by several threads at once. */
interface ExampleCache {
    /** Called by each thread before it reads: checks, once, that what is kept from before is what the input gives. */
    void open(Stage input);

    /**
     * Writes the example at that place, if it is kept.
     *
     * @return its number in its source, or -1 if it is not kept
     */
    int read(int at, Example into);

    /** Keeps the example. */
    void keep(int at, Example from);
}
