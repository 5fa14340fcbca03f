package dev.lamina.error;

import org.jspecify.annotations.Nullable;

/** The work was stopped before its end. */
public final class AbortedException extends LaminaException {
    private static final long serialVersionUID = 1;

    /** With what went wrong. */
    public AbortedException(String message) {
        super(message, null, null);
    }

    /** With what went wrong and what to do about it, where something can be said. */
    public AbortedException(String message, @Nullable String hint) {
        super(message, hint, null);
    }

    /** With what went wrong, what to do about it, and what caused it. */
    public AbortedException(String message, @Nullable String hint, @Nullable Throwable cause) {
        super(message, hint, cause);
    }

    private AbortedException(String message, @Nullable String hint, @Nullable Throwable cause, String caller) {
        super(message, hint, cause, caller);
    }

    @Override
    LaminaException copy(String newProblem, @Nullable String newHint, @Nullable Throwable newCause, String newCaller) {
        return new AbortedException(newProblem, newHint, newCause, newCaller);
    }
}
