package dev.lamina.error;

import org.jspecify.annotations.Nullable;

/** An argument is wrong whatever the state of the system: a shape, a type, a name. */
public final class InvalidArgumentException extends LaminaException {
    private static final long serialVersionUID = 1;

    /** With what went wrong. */
    public InvalidArgumentException(String message) {
        super(message, null, null);
    }

    /** With what went wrong and what to do about it, where something can be said. */
    public InvalidArgumentException(String message, @Nullable String hint) {
        super(message, hint, null);
    }

    /** With what went wrong, what to do about it, and what caused it. */
    public InvalidArgumentException(String message, @Nullable String hint, @Nullable Throwable cause) {
        super(message, hint, cause);
    }

    private InvalidArgumentException(String message, @Nullable String hint, @Nullable Throwable cause, String caller) {
        super(message, hint, cause, caller);
    }

    @Override
    LaminaException copy(String newProblem, @Nullable String newHint, @Nullable Throwable newCause, String newCaller) {
        return new InvalidArgumentException(newProblem, newHint, newCause, newCaller);
    }
}
