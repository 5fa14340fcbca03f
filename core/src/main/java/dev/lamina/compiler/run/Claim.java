package dev.lamina.compiler.run;

import dev.lamina.error.LaminaException;
import java.util.function.Function;
import java.util.function.Supplier;

/** What one part of a program has taken of the session's memory, to be given back when the part goes. */
public final class Claim implements MemoryAccount {
    private final MemoryAccount account;
    private long bytes;

    public Claim(MemoryAccount account) {
        this.account = account;
    }

    @Override
    public void take(long more) {
        bytes += more;
        account.take(more);
    }

    @Override
    public boolean isOverLimit() {
        return account.isOverLimit();
    }

    @Override
    public void makeAllRoom() {
        account.makeAllRoom();
    }

    public long bytes() {
        return bytes;
    }

    /** Gives all of it back. */
    public void drop() {
        take(-bytes);
    }

    /** Does what allocates; if the heap is full, once more without what other programs hold, which may be what is missing. */
    public <T> T inRoom(Supplier<T> allocation, Function<OutOfMemoryError, LaminaException> error) {
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
