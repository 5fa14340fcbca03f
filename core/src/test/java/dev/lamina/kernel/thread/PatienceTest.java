package dev.lamina.kernel.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PatienceTest {
    private static final long JOB = 10_000;

    private final Patience patience = new Patience();

    @Test
    void whatTakesLessThanTheWorkThatWasSharedIsNothing() {
        for (int i = 0; i < 1000; i++) {
            patience.shared(i, JOB, JOB);
            patience.shared(i, JOB, 0);
        }
        patience.shared(1000, 0, Patience.MOST_CREDIT);
        assertThat(patience.alone()).isZero();
        assertThat(patience.isAlone()).isFalse();
    }

    @Test
    void whoIsHeldUpAgainWorksAloneTwiceAsLong() {
        patience.shared(0, 0, Patience.MOST_CREDIT);
        long now = 0;
        for (long expected = Patience.SHORTEST; expected < Patience.LONGEST; expected *= 2) {
            patience.shared(now, JOB, 2 * JOB);
            assertThat(patience.alone()).isEqualTo(expected);
            now += 2 * expected;
        }
        patience.shared(now, JOB, 2 * JOB);
        patience.shared(now, JOB, 2 * JOB);
        assertThat(patience.alone()).isEqualTo(Patience.LONGEST);
    }

    @Test
    void workThatOthersShareMakesUpForIt() {
        patience.shared(0, 0, Patience.MOST_CREDIT + 1);
        assertThat(patience.alone()).isEqualTo(Patience.SHORTEST);
        patience.shared(1, Patience.MOST_CREDIT - 1, 0);
        assertThat(patience.alone()).isEqualTo(Patience.SHORTEST);
        patience.shared(2, 1, 0);
        assertThat(patience.alone()).isZero();
    }

    @Test
    void aloneEnds() {
        patience.shared(System.nanoTime() - Patience.SHORTEST - 1, 0, 2 * Patience.MOST_CREDIT);
        assertThat(patience.isAlone()).isFalse();
        patience.shared(System.nanoTime() + Patience.LONGEST, 0, 2 * Patience.MOST_CREDIT);
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
