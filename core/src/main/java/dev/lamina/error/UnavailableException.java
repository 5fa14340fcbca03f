package dev.lamina.error;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** A service or a file that is needed cannot be reached at the moment. */
public final class UnavailableException extends LaminaException {
    private static final long serialVersionUID = 1;

    /** With what went wrong. */
    public UnavailableException(String message) {
        super(message, null, null, "");
    }

    /** With what went wrong and what to do about it, where something can be said. */
    public UnavailableException(String message, @Nullable String hint) {
        super(message, hint, null, "");
    }

    /** With what went wrong, what to do about it, and what caused it. */
    public UnavailableException(String message, @Nullable String hint, @Nullable Throwable cause) {
        super(message, hint, cause, "");
    }

    private UnavailableException(String message, @Nullable String hint, @Nullable Throwable cause, String caller) {
        super(message, hint, cause, caller);
    }

    /**
     * What could not be done with a file, and the system's reason in words: the message of many an {@code IOException} is the
     * file's name alone.
     *
     * @param what says it with the file's name, as in "cannot write model.csv"
     */
    public static UnavailableException of(String what, IOException cause) {
        return new UnavailableException(what + ": " + reason(cause), null, cause);
    }

    private static String reason(IOException cause) {
        String reason = cause instanceof FileSystemException system ? system.getReason() : cause.getMessage();
        if (reason != null) {
            return reason;
        }
        return switch (cause) {
            case AccessDeniedException _ -> "access denied";
            case FileAlreadyExistsException _ -> "a file of this name is in the way";
            case DirectoryNotEmptyException _ -> "a folder of this name is in the way";
            case NoSuchFileException _ -> "no such file or folder";
            default -> cause.getClass().getSimpleName();
        };
    }

    @Override
    LaminaException copy(String newProblem, @Nullable String newHint, @Nullable Throwable newCause, String newCaller) {
        return new UnavailableException(newProblem, newHint, newCause, newCaller);
    }
}
