package dev.lamina.error;

import dev.lamina.source.Source;
import org.jspecify.annotations.Nullable;

/**
 * The root of everything Lamina throws on purpose. Its kinds are TensorFlow's error codes.
 *
 * <p>The message says what went wrong and where: at which operation, the line of the user's code that made it, and that
 * which called now, if it is another. {@link #hint()} says what to do about it.
 */
public abstract class LaminaException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String problem;
    private final @Nullable String hint;

    /** The user's line that called, where it says more than the operation's; or empty. */
    private final String caller;

    LaminaException(String problem, @Nullable String hint, @Nullable Throwable cause) {
        this(problem, hint, cause, Source.line());
    }

    /** With the line of the user's code that is to blame, if any is. */
    LaminaException(String problem, @Nullable String hint, @Nullable Throwable cause, String caller) {
        super(problem, cause);
        this.problem = problem;
        this.hint = hint;
        this.caller = caller;
    }

    /** What went wrong, at which operation and line of the user's code, and what to do about it: a line each. */
    @Override
    public String getMessage() {
        String end = System.lineSeparator() + "  ";
        return problem
                + (caller.isEmpty() ? "" : end + "called at " + caller)
                + (hint == null ? "" : end + "hint: " + hint);
    }

    /** What went wrong and at which operation, if at one; without the line that called, and without the hint. */
    public String problem() {
        return problem;
    }

    /** What to do about it, or {@code null} where the message says it all. */
    public @Nullable String hint() {
        return hint;
    }

    /** The same error with a line that says where it happened, such as the operation and the user's source line. */
    public LaminaException at(String where) {
        LaminaException located = copy(
                problem + System.lineSeparator() + "  at " + where,
                hint,
                getCause(),
                where.endsWith(caller) ? "" : caller);
        located.setStackTrace(getStackTrace());
        return located;
    }

    abstract LaminaException copy(
            String newProblem, @Nullable String newHint, @Nullable Throwable newCause, String newCaller);
}
