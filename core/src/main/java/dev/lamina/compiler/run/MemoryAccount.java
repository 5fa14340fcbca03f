package dev.lamina.compiler.run;

/** What one program takes of the memory that all of a session's programs share. */
public interface MemoryAccount {
    /** Counts bytes that are going to be allocated, after others have made room for them, or, below 0, what was let go. */
    void take(long bytes);

    /** Says whether what all programs hold is beyond the limit, although no other could make room. */
    boolean isOverLimit();

    /** Lets go of all that other programs hold and can do without. */
    void makeAllRoom();
}
