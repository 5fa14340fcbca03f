package dev.lamina.error;

import org.jspecify.annotations.Nullable;

/** The system is not in the state that the call needs, such as a variable nobody initialised. */
public final class FailedPreconditionException extends LaminaException {
    private static final long serialVersionUID = 1;

    /** With what went wrong. */
    public FailedPreconditionException(String message) {
        super(message, null, null);
    }

    /** With what went wrong and what to do about it, where something can be said. */
    public FailedPreconditionException(String message, @Nullable String hint) {
        super(message, hint, null);
    }

    /** With what went wrong, what to do about it, and what caused it. */
    public FailedPreconditionException(String message, @Nullable String hint, @Nullable Throwable cause) {
        super(message, hint, cause);
    }

    private FailedPreconditionException(
            String message, @Nullable String hint, @Nullable Throwable cause, String caller) {
        super(message, hint, cause, caller);
    }

    @Override
    LaminaException copy(String newProblem, @Nullable String newHint, @Nullable Throwable newCause, String newCaller) {
        return new FailedPreconditionException(newProblem, newHint, newCause, newCaller);
    }
}
