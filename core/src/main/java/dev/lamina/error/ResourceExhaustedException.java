package dev.lamina.error;

import org.jspecify.annotations.Nullable;

/** Memory or another resource does not suffice. */
public final class ResourceExhaustedException extends LaminaException {
    private static final long serialVersionUID = 1;

    /** With what went wrong. */
    public ResourceExhaustedException(String message) {
        super(message, null, null);
    }

    /** With what went wrong and what to do about it, where something can be said. */
    public ResourceExhaustedException(String message, @Nullable String hint) {
        super(message, hint, null);
    }

    /** With what went wrong, what to do about it, and what caused it. */
    public ResourceExhaustedException(String message, @Nullable String hint, @Nullable Throwable cause) {
        super(message, hint, cause);
    }

    private ResourceExhaustedException(
            String message, @Nullable String hint, @Nullable Throwable cause, String caller) {
        super(message, hint, cause, caller);
    }

    @Override
    LaminaException copy(String newProblem, @Nullable String newHint, @Nullable Throwable newCause, String newCaller) {
        return new ResourceExhaustedException(newProblem, newHint, newCause, newCaller);
    }
}
