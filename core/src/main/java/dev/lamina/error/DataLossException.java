package dev.lamina.error;

import org.jspecify.annotations.Nullable;

/** A file is truncated, corrupt or not of the format it claims. */
public final class DataLossException extends LaminaException {
    private static final long serialVersionUID = 1;

    /** With what went wrong. */
    public DataLossException(String message) {
        super(message, null, null, "");
    }

    /** With what went wrong and what to do about it, where something can be said. */
    public DataLossException(String message, @Nullable String hint) {
        super(message, hint, null, "");
    }

    /** With what went wrong, what to do about it, and what caused it. */
    public DataLossException(String message, @Nullable String hint, @Nullable Throwable cause) {
        super(message, hint, cause, "");
    }

    private DataLossException(String message, @Nullable String hint, @Nullable Throwable cause, String caller) {
        super(message, hint, cause, caller);
    }

    @Override
    LaminaException copy(String newProblem, @Nullable String newHint, @Nullable Throwable newCause, String newCaller) {
        return new DataLossException(newProblem, newHint, newCause, newCaller);
    }
}
