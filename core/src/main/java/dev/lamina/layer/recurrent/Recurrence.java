package dev.lamina.layer.recurrent;

/**
 * How a recurrent layer goes through a sequence.
 *
 * @param returnsSequences whether it gives what each step gives, rather than what the last one does
 * @param goesBackwards whether it begins with the last step; what it returns is in the order in which it went
 * @param isStateful whether a batch begins with the states that training left behind the batch before it
 * @param isUnrolled whether each step has operations of its own: larger, and quicker where steps are few
 */
public record Recurrence(boolean returnsSequences, boolean goesBackwards, boolean isStateful, boolean isUnrolled) {
    /** From the first step to the last, from zeros, for the last result alone. */
    public Recurrence() {
        this(false, false, false, false);
    }
}
