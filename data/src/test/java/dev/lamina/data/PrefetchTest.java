package dev.lamina.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.lamina.error.AbortedException;
import dev.lamina.error.DataLossException;
import dev.lamina.error.FailedPreconditionException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.IdentityHashMap;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PrefetchTest {
    private static final int MANY = 1000;

    /** Those of other tests do not count: none runs beside these. */
    static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("lamina-prefetch"))
                .collect(Collectors.toSet());
    }

    @AfterEach
    void noThreadIsLeft() {
        assertThat(threads()).isEmpty();
    }

    private static Pipeline failingAt(int index, Throwable failure) {
        return PipelineTest.numbered(MANY).map((in, out, random) -> {
            if (in.index() == index) {
                PrefetchTest.<RuntimeException>smuggle(failure);
            }
        });
    }

    /** As other languages and some tools do: a checked exception where none is declared. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void smuggle(Throwable failure) throws E {
        throw (E) failure;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    void anExceptionComesInPlaceOfItsBatchAsItWasThrown(int ahead) {
        for (var failure : new Throwable[] {
            new DataLossException("file x"),
            new ArithmeticException("by zero"),
            new StackOverflowError("deep"),
            new IOException("smuggled")
        }) {
            try (var cursor = failingAt(25, failure).batch(10).prefetch(ahead).open(0, 0)) {
                assertThat(cursor.next().classes()).startsWith(0);
                assertThat(cursor.next().classes()).startsWith(10);
                assertThatThrownBy(cursor::next).isSameAs(failure);
                assertThat(cursor.hasNext()).isTrue();
                assertThatThrownBy(cursor::next).isSameAs(failure);
            }
        }
    }

    @Test
    void aFailedEpochLeavesNothingForTheNext() {
        var fail = new AtomicInteger(1);
        var source = PipelineTest.numbered(20)
                .map((in, out, random) -> {
                    if (in.index() == 7 && fail.getAndDecrement() > 0) {
                        throw new DataLossException("once");
                    }
                })
                .batch(5)
                .prefetch(2);
        try (var cursor = source.open(0, 0)) {
            cursor.next();
            assertThatThrownBy(cursor::next).isInstanceOf(DataLossException.class);
        }
        assertThat(PipelineTest.drain(source.open(0, 0)))
                .isEqualTo(PipelineTest.drain(PipelineTest.numbered(20).batch(5).open(0, 0)));
    }

    @Test
    void batchesAreMadeAheadOnAThreadOfTheirOwnAndNoFurther() throws InterruptedException {
        var made = new AtomicInteger();
        var thread = new AtomicReference<Thread>();
        var third = new CountDownLatch(3);
        var source = PipelineTest.numbered(MANY)
                .map((in, out, random) -> {
                    made.incrementAndGet();
                    thread.set(Thread.currentThread());
                    third.countDown();
                })
                .batch(1)
                .prefetch(2);
        try (var cursor = source.open(0, 0)) {
            // Nothing was asked for yet: all three slots are free to be filled.
            third.await();
            cursor.next();
            cursor.next();
            assertThat(thread.get()).isNotSameAs(Thread.currentThread()).matches(Thread::isDaemon);
            // Two were handed out and one of these given back: four at most.
            assertThat(made.get()).isBetween(3, 4);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void arraysAreUsedAgainWithinAnEpochAndInTheNext(int ahead) {
        var source = PipelineTest.numbered(MANY).batch(10).prefetch(ahead);
        var arrays = new IdentityHashMap<float[], Boolean>();
        for (int epoch = 0; epoch < 3; epoch++) {
            try (var cursor = source.open(epoch, 0)) {
                cursor.forEachRemaining(batch -> arrays.put(batch.pixels(), true));
            }
        }
        assertThat(arrays).hasSizeBetween(1, ahead + 1);
    }

    @Test
    void aBatchAllocatesNoArrays() {
        var bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var source = PipelineTest.numbered(MANY)
                .shuffle(1)
                .map(2, new Shift(1, 1))
                .map(2, new Flip(true, true))
                .map(2, new Rotate(10))
                .map(new OneHot(MANY))
                .batch(10);
        source.open(0, 0).close();
        try (var cursor = source.open(1, 0)) {
            cursor.next();
            long before = bean.getCurrentThreadAllocatedBytes();
            while (cursor.hasNext()) {
                cursor.next();
            }
            long bytes = bean.getCurrentThreadAllocatedBytes() - before;
            // The labels alone of a batch would be 40,000; its examples' generators the compiler may or may not remove.
            assertThat(bytes / 99).as("bytes a batch").isLessThan(5_000);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void closingEarlyEndsTheThread(int ahead) {
        for (int read = 0; read < 20; read++) {
            var cursor = PipelineTest.numbered(MANY).batch(7).prefetch(ahead).open(0, 0);
            assertThat(threads()).hasSize(1);
            for (int i = 0; i < read; i++) {
                cursor.next();
            }
            cursor.close();
            assertThat(threads()).isEmpty();
            cursor.close();
            assertThat(cursor.hasNext()).isFalse();
            assertThatThrownBy(cursor::next).isInstanceOf(FailedPreconditionException.class);
        }
    }

    @Test
    void anEpochReadToItsEndLeavesNoThreadThoughItIsNotClosed() throws InterruptedException {
        var cursor = PipelineTest.numbered(20).batch(5).prefetch(2).open(0, 0);
        for (int i = 0; i < 4; i++) {
            cursor.next();
        }
        assertThatThrownBy(cursor::next).isInstanceOf(NoSuchElementException.class);
        for (var thread : threads()) {
            thread.join();
        }
        assertThat(threads()).isEmpty();
    }

    @Test
    void closingInterruptsAMapThatWaits() throws InterruptedException {
        var waits = new CountDownLatch(1);
        var told = new AtomicReference<Throwable>();
        var cursor = PipelineTest.numbered(MANY)
                .map((in, out, random) -> {
                    waits.countDown();
                    try {
                        Thread.sleep(Long.MAX_VALUE);
                    } catch (InterruptedException e) {
                        told.set(e);
                    }
                })
                .batch(MANY)
                .prefetch(1)
                .open(0, 0);
        waits.await();
        cursor.close();
        assertThat(told.get()).isInstanceOf(InterruptedException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void anInterruptedThreadGetsNoBatchAndStaysInterrupted(int ahead) {
        try (var cursor = PipelineTest.numbered(20).batch(5).prefetch(ahead).open(0, 0)) {
            cursor.next();
            Thread.currentThread().interrupt();
            assertThatThrownBy(cursor::next).isInstanceOf(AbortedException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(cursor.next().classes()).startsWith(5);
            Thread.currentThread().interrupt();
        }
        // Closing while interrupted closes all the same.
        assertThat(threads()).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aThreadThatWaitsForABatchIsInterrupted() throws InterruptedException {
        var never = new CountDownLatch(1);
        var result = new AtomicReference<Throwable>();
        var source = PipelineTest.numbered(5)
                .map((in, out, random) -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                })
                .batch(5)
                .prefetch(1);
        var reader = new Thread(() -> {
            try (var cursor = source.open(0, 0)) {
                cursor.next();
            } catch (AbortedException e) {
                result.set(e);
            }
        });
        reader.start();
        while (reader.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        reader.interrupt();
        reader.join();
        assertThat(result.get()).isInstanceOf(AbortedException.class).hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void cursorsOfOneSourceDoNotDisturbEachOther() {
        var source = PipelineTest.numbered(20).shuffle(1).batch(5).prefetch(2);
        try (var first = source.open(0, 0);
                var second = source.open(0, 0)) {
            while (first.hasNext()) {
                var batch = first.next();
                assertThat(second.next().features()).isEqualTo(batch.features());
            }
        }
    }
}
