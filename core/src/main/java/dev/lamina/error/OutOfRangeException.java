package dev.lamina.error;

import org.jspecify.annotations.Nullable;

/** An index or a position beyond the valid range. */
public final class OutOfRangeException extends LaminaException {
    private static final long serialVersionUID = 1;

    /** With what went wrong. */
    public OutOfRangeException(String message) {
        super(message, null, null);
    }

    /** With what went wrong and what to do about it, where something can be said. */
    public OutOfRangeException(String message, @Nullable String hint) {
        super(message, hint, null);
    }

    /** With what went wrong, what to do about it, and what caused it. */
    public OutOfRangeException(String message, @Nullable String hint, @Nullable Throwable cause) {
        super(message, hint, cause);
    }

    private OutOfRangeException(String message, @Nullable String hint, @Nullable Throwable cause, String caller) {
        super(message, hint, cause, caller);
    }

    @Override
    LaminaException copy(String newProblem, @Nullable String newHint, @Nullable Throwable newCause, String newCaller) {
        return new OutOfRangeException(newProblem, newHint, newCause, newCaller);
    }
}
