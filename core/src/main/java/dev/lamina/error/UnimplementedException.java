package dev.lamina.error;

import org.jspecify.annotations.Nullable;

/** Lamina does not do this (yet). */
public final class UnimplementedException extends LaminaException {
    private static final long serialVersionUID = 1;

    /** With what went wrong. */
    public UnimplementedException(String message) {
        super(message, null, null);
    }

    /** With what went wrong and what to do about it, where something can be said. */
    public UnimplementedException(String message, @Nullable String hint) {
        super(message, hint, null);
    }

    /** With what went wrong, what to do about it, and what caused it. */
    public UnimplementedException(String message, @Nullable String hint, @Nullable Throwable cause) {
        super(message, hint, cause);
    }

    private UnimplementedException(String message, @Nullable String hint, @Nullable Throwable cause, String caller) {
        super(message, hint, cause, caller);
    }

    @Override
    LaminaException copy(String newProblem, @Nullable String newHint, @Nullable Throwable newCause, String newCaller) {
        return new UnimplementedException(newProblem, newHint, newCause, newCaller);
    }
}
