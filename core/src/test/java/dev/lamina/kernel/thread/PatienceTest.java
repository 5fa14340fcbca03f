package dev.lamina.kernel.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PatienceTest {
    private static final long OWN = 1_000_000;
    private static final long TOO_LONG = OWN + Patience.UNEVEN + 1;

    private final Patience patience = new Patience();

    @Test
    void unevenSharesAreNothing() {
        patience.shared(1, OWN, TOO_LONG - 1);
        assertThat(patience.alone()).isZero();
        assertThat(patience.isAlone()).isFalse();
    }

    @Test
    void whoIsHeldUpAgainWorksAloneTwiceAsLong() {
        long now = 0;
        for (long expected = Patience.SHORTEST; expected < Patience.LONGEST; expected *= 2) {
            patience.shared(now, OWN, TOO_LONG);
            assertThat(patience.alone()).isEqualTo(expected);
            now += 2 * expected;
        }
        patience.shared(now, OWN, TOO_LONG);
        patience.shared(now, OWN, TOO_LONG);
        assertThat(patience.alone()).isEqualTo(Patience.LONGEST);
    }

    @Test
    void whatDoesNotHappenAgainIsForgotten() {
        patience.shared(0, OWN, TOO_LONG);
        long end = (1 + Patience.FORGOTTEN_AFTER) * Patience.SHORTEST;
        patience.shared(end, OWN, 0);
        assertThat(patience.alone()).isEqualTo(Patience.SHORTEST);
        patience.shared(end + 1, OWN, 0);
        assertThat(patience.alone()).isZero();
        patience.shared(end + 2, OWN, TOO_LONG);
        assertThat(patience.alone()).isEqualTo(Patience.SHORTEST);
    }

    @Test
    void aloneEnds() {
        patience.shared(System.nanoTime() - Patience.SHORTEST - 1, OWN, TOO_LONG);
        assertThat(patience.isAlone()).isFalse();
        patience.shared(System.nanoTime() + Patience.LONGEST, OWN, TOO_LONG);
        assertThat(patience.isAlone()).isTrue();
    }

    /** A worker that is held up over and over is left out, and called again when it may be free. */
    @Test
    @Timeout(120)
    void aPoolWhoseWorkerIsHeldUpLeavesItOutForAWhile() {
        Pool pool = new Pool(2);
        Thread caller = Thread.currentThread();
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        boolean wasAlone = false;
        boolean wasCalledAgain = false;
        while (!wasCalledAgain) {
            threads.clear();
            pool.run(2, _ -> {
                threads.add(Thread.currentThread());
                // Neither ends at once, so the worker comes to one; and it alone is slow.
                LockSupport.parkNanos(Duration.ofMillis(Thread.currentThread() == caller ? 1 : 10)
                        .toNanos());
            });
            boolean shared = threads.size() == 2;
            wasCalledAgain = wasAlone && shared;
            wasAlone |= !shared;
            assertThat(threads).contains(caller);
        }
        pool.close();
    }
}
