package dev.lamina.session;

import java.util.Arrays;
import java.util.function.Consumer;

/** Notices that programs are compiled again and again because the memory for programs does not hold them, and says so once. */
final class Recompilation {
    private static final int REMEMBERED = 64;
    private static final int TOLERATED = 32;

    /** The hash codes of what was dropped last, 0 for none. */
    private final int[] dropped = new int[REMEMBERED];

    private final Consumer<String> warnings;
    private int next;
    private int again;

    Recompilation(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    /** Notes that the program for a request was dropped. */
    void dropped(Request request) {
        dropped[next] = request.hashCode();
        next = (next + 1) % REMEMBERED;
    }

    /** Notes that a program is compiled. */
    void compiling(Request request, long limit) {
        if (again < TOLERATED && Arrays.stream(dropped).anyMatch(hash -> hash != 0 && hash == request.hashCode())) {
            again++;
            if (again == TOLERATED) {
                warnings.accept("Programs of a session were compiled " + TOLERATED
                        + " times shortly after they had been dropped, which makes runs slow: they need more than the "
                        + (limit >> 20) + " MiB that they may take. Run fewer different shapes, or allow more by"
                        + " Session.setProgramMemory or -D" + MemoryLimit.PROPERTY + "=2g");
            }
        }
    }
}
