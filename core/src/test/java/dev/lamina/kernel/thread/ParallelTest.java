package dev.lamina.kernel.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ParallelTest {
    private static final int THREADS = Parallel.threads();

    @AfterEach
    void restore() {
        Parallel.setThreads(THREADS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 33})
    void runsEachTaskOnceAndShowsWhatItWrote(int threads) {
        Parallel.setThreads(threads);
        for (int round = 0; round < 20_000 / threads; round++) {
            int[] plain = new int[round % 50];
            Parallel.run(plain.length, i -> plain[i]++);
            assertThat(plain).containsOnly(plain.length == 0 ? new int[0] : filled(plain.length));
            if (round % 1000 == 0) {
                LockSupport.parkNanos(Duration.ofMillis(1).toNanos()); // workers fall asleep meanwhile
            }
        }
    }

    private static int[] filled(int length) {
        int[] ones = new int[length];
        java.util.Arrays.fill(ones, 1);
        return ones;
    }

    @Test
    void manyCallersAndNestedCallsAndChangesOfSize() throws InterruptedException, ExecutionException {
        AtomicIntegerArray done = new AtomicIntegerArray(4);
        try (ExecutorService callers = Executors.newFixedThreadPool(5)) {
            List<Future<?>> futures = new ArrayList<>();
            for (int caller = 0; caller < 4; caller++) {
                int mine = caller;
                futures.add(callers.submit(() -> {
                    for (int round = 0; round < 3000; round++) {
                        Parallel.run(5, i -> Parallel.run(3, j -> done.incrementAndGet(mine)));
                    }
                }));
            }
            futures.add(callers.submit(() -> {
                for (int round = 0; round < 300; round++) {
                    Parallel.setThreads(1 + round % 4);
                }
            }));
            for (Future<?> future : futures) {
                future.get();
            }
        }
        for (int caller = 0; caller < 4; caller++) {
            assertThat(done.get(caller)).isEqualTo(3000 * 15);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void whatATaskThrowsReachesTheCaller(int threads) {
        Parallel.setThreads(threads);
        for (int round = 0; round < 200; round++) {
            int bad = round % 7;
            assertThatThrownBy(() -> Parallel.run(7, i -> {
                        if (i == bad) {
                            throw new IllegalStateException("task " + i);
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("task " + bad);
        }
        AtomicInteger done = new AtomicInteger();
        Parallel.run(7, i -> done.incrementAndGet());
        assertThat(done).hasValue(7);
    }

    @Test
    void workersAreDaemonsAndEndWithTheirPool() throws InterruptedException {
        Parallel.setThreads(3);
        List<Thread> workers = java.util.Collections.synchronizedList(new ArrayList<>());
        Parallel.run(3, i -> {
            workers.add(Thread.currentThread());
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        });
        workers.remove(Thread.currentThread());
        assertThat(workers).isNotEmpty().allMatch(Thread::isDaemon);
        Parallel.setThreads(1);
        for (Thread worker : workers) {
            assertThat(worker.join(Duration.ofSeconds(60))).isTrue();
        }
    }

    @Test
    void refusesNoThreads() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Parallel.setThreads(0))
                .withMessage("threads must be at least 1, got 0");
    }
}
