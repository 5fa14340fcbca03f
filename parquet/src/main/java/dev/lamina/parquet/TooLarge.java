package dev.lamina.parquet;

/** That a file has more of something than is read; who reads the file catches it and names the file. */
final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The length of the longest array that every virtual machine has. */
    static final int LARGEST = Integer.MAX_VALUE - 16;

    TooLarge(String what) {
        super(what + ", at most " + LARGEST + " is read", null, false, false);
    }
}
