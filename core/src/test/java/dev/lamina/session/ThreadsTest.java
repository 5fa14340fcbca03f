package dev.lamina.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.error.InvalidArgumentException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    private final int before = Threads.count();

    @AfterEach
    void restore() {
        Threads.set(before);
    }

    @Test
    void eachPieceIsDoneOnceOnNoMoreThreadsThanThereAre() {
        Threads.set(3);
        AtomicIntegerArray done = new AtomicIntegerArray(50);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Threads.share(50, piece -> {
            done.incrementAndGet(piece);
            threads.add(Thread.currentThread());
        });
        for (int i = 0; i < 50; i++) {
            assertThat(done.get(i)).isEqualTo(1);
        }
        assertThat(threads).hasSizeBetween(1, 3);
    }

    @Test
    void whatAPieceSharesItDoesAlone() {
        Threads.set(4);
        Threads.share(4, _ -> {
            Thread own = Thread.currentThread();
            Threads.share(8, _ -> assertThat(Thread.currentThread()).isSameAs(own));
        });
    }

    @Test
    void whatAPieceThrowsReachesTheCallerAfterTheOthers() {
        Threads.set(2);
        Set<Integer> done = ConcurrentHashMap.newKeySet();
        assertThatThrownBy(() -> Threads.share(6, piece -> {
                    if (piece == 2) {
                        throw new IllegalStateException("piece 2");
                    }
                    done.add(piece);
                }))
                .hasMessage("piece 2");
        assertThat(done).containsExactlyInAnyOrder(0, 1, 3, 4, 5);
    }

    @Test
    void refusesNumbersThatMeanNothing() {
        assertThatThrownBy(() -> Threads.share(-1, _ -> {}))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("got -1");
        assertThatThrownBy(() -> Threads.set(0))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("got 0");
    }
}
