package dev.lamina.error;

import org.jspecify.annotations.Nullable;

/** Something that was asked for by name does not exist. */
public final class NotFoundException extends LaminaException {
    private static final long serialVersionUID = 1;

    /** With what went wrong. */
    public NotFoundException(String message) {
        super(message, null, null);
    }

    /** With what went wrong and what to do about it, where something can be said. */
    public NotFoundException(String message, @Nullable String hint) {
        super(message, hint, null);
    }

    /** With what went wrong, what to do about it, and what caused it. */
    public NotFoundException(String message, @Nullable String hint, @Nullable Throwable cause) {
        super(message, hint, cause);
    }

    private NotFoundException(String message, @Nullable String hint, @Nullable Throwable cause, String caller) {
        super(message, hint, cause, caller);
    }

    @Override
    LaminaException copy(String newProblem, @Nullable String newHint, @Nullable Throwable newCause, String newCaller) {
        return new NotFoundException(newProblem, newHint, newCause, newCaller);
    }
}
