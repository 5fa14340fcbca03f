package dev.lamina.compiler.run;

import dev.lamina.tensor.DType;

/** What one program takes of the memory that all of a session's programs share. */
public interface MemoryAccount {
    /** Counts bytes that are going to be allocated, after others have made room for them, or, below 0, what was let go. */
    void take(long bytes);

    /**
     * An array in the place of one that is let go.
     *
     * @param length how many elements it has
     * @param before how many the other had
     * @throws OutOfMemoryError if the heap does not hold it; what was counted before is counted still
     */
    default Object array(DType dtype, int length, int before) {
        long more = (long) (length - before) * Memory.bytesOf(dtype);
        take(more);
        boolean isMade = false;
        try {
            Object array = dtype.newArray(length);
            isMade = true;
            return array;
        } finally {
            if (!isMade) {
                take(-more);
            }
        }
    }

    /** Says whether what all programs hold is beyond the limit, although no other could make room. */
    boolean isOverLimit();

    /** Lets go of all that other programs hold and can do without. */
    void makeAllRoom();
}
