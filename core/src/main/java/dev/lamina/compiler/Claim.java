package dev.lamina.compiler;

import dev.lamina.error.LaminaException;
import java.util.function.Function;
import java.util.function.Supplier;

/** What one stage of a program has taken of the session's memory, to be given back when the stage goes. */
final class Claim {
    private final MemoryAccount account;
    private long bytes;

    Claim(MemoryAccount account) {
        this.account = account;
    }

    void take(long more) {
        bytes += more;
        account.take(more);
    }

    long bytes() {
        return bytes;
    }

    /** Gives all of it back. */
    void drop() {
        take(-bytes);
    }

    /** Does what allocates; if the heap is full, once more without what other programs hold, which may be what is missing. */
    <T> T inRoom(Supplier<T> allocation, Function<OutOfMemoryError, LaminaException> error) {
        long before = bytes;
        try {
            return allocation.get();
        } catch (OutOfMemoryError full) {
            take(before - bytes);
            account.makeAllRoom();
            try {
                return allocation.get();
            } catch (OutOfMemoryError stillFull) {
                throw error.apply(stillFull);
            }
        }
    }
}
