package dev.lamina.error;

import org.jspecify.annotations.Nullable;

/** What was waited for was given up: a queue was closed, a session, or the thread was interrupted. */
public final class CancelledException extends LaminaException {
    private static final long serialVersionUID = 1;

    /** With what went wrong. */
    public CancelledException(String message) {
        super(message, null, null);
    }

    /** With what went wrong and what to do about it, where something can be said. */
    public CancelledException(String message, @Nullable String hint) {
        super(message, hint, null);
    }

    /** With what went wrong, what to do about it, and what caused it. */
    public CancelledException(String message, @Nullable String hint, @Nullable Throwable cause) {
        super(message, hint, cause);
    }

    private CancelledException(String message, @Nullable String hint, @Nullable Throwable cause, String caller) {
        super(message, hint, cause, caller);
    }

    @Override
    LaminaException copy(String newProblem, @Nullable String newHint, @Nullable Throwable newCause, String newCaller) {
        return new CancelledException(newProblem, newHint, newCause, newCaller);
    }
}
