package dev.lamina.op.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.lamina.error.CancelledException;
import dev.lamina.error.OutOfRangeException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Placeholder;
import dev.lamina.op.state.Assign;
import dev.lamina.op.state.AssignAdd;
import dev.lamina.op.state.VariableV2;
import dev.lamina.session.Feed;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs of one session that wait for each other in queues. */
@Timeout(60)
class TensorQueueTest {
    private static final List<DType> FLOAT = List.of(DType.FLOAT32);

    private final Graph graph = new Graph();
    private final Scope scope = Scope.of(graph);
    private final Output value = Placeholder.of(scope, DType.FLOAT32, Shape.scalar());

    @Test
    void aRunThatWaitsForAnElementLetsAnotherPutItIn() throws Exception {
        Output queue = FIFOQueueV2.of(scope, FLOAT, List.of(Shape.scalar()), 2);
        Output sum = VariableV2.of(scope, DType.FLOAT32, Shape.scalar());
        Node initialize = Assign.of(scope, sum, Const.of(scope, 0f));
        Node enqueue = QueueEnqueueV2.of(scope, queue, List.of(value));
        Output element = QueueDequeueV2.of(scope, queue, FLOAT).getFirst();
        Node add = AssignAdd.of(scope, sum, element);
        try (Session session = new Session(graph)) {
            session.run(initialize);
            List<Thread> adders = new ArrayList<>();
            AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
            for (int i = 0; i < 4; i++) {
                adders.add(start(failure, () -> session.run(add))); // each has the session alone, until it has to wait
            }
            for (int i = 1; i <= 4; i++) {
                session.run(enqueue, Feed.of(value, (float) i));
            }
            for (Thread adder : adders) {
                adder.join();
            }
            assertThat(failure.get()).isNull();
            assertThat(session.run(sum).floatValue()).isEqualTo(10);
        }
    }

    @Test
    void aRunThatWaitsForRoomLetsAnotherMakeIt() throws Exception {
        Output queue = FIFOQueueV2.of(scope, FLOAT, List.of(Shape.scalar()), 2);
        Node enqueue = QueueEnqueueManyV2.of(scope, queue, List.of(Const.of(scope, new float[] {1, 2, 3, 4, 5})));
        Output element = QueueDequeueV2.of(scope, queue, FLOAT).getFirst();
        try (Session session = new Session(graph)) {
            AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
            Thread filler = start(failure, () -> session.run(enqueue));
            for (int i = 1; i <= 5; i++) {
                assertThat(session.run(element).floatValue()).isEqualTo(i);
            }
            filler.join();
            assertThat(failure.get()).isNull();
        }
    }

    @Test
    void aClosedQueueIsEmptiedAndThenOutOfRange() {
        Output queue = FIFOQueueV2.of(scope, FLOAT, List.of(Shape.scalar()), 10);
        Node enqueue = QueueEnqueueV2.of(scope, queue, List.of(value));
        Node close = QueueCloseV2.of(scope, queue, false);
        Output two =
                QueueDequeueManyV2.of(scope, queue, Const.of(scope, 2), FLOAT).getFirst();
        Output upToTwo =
                QueueDequeueUpToV2.of(scope, queue, Const.of(scope, 2), FLOAT).getFirst();
        assertThat(two.shape()).isEqualTo(Shape.of(2));
        assertThat(upToTwo.shape()).isEqualTo(Shape.of(-1));
        try (Session session = new Session(graph)) {
            for (int i = 0; i < 3; i++) {
                session.run(enqueue, Feed.of(value, (float) i));
            }
            session.run(close);
            assertThat(session.run(two).floats()).containsExactly(0, 1);
            assertThatThrownBy(() -> session.run(two))
                    .isInstanceOf(OutOfRangeException.class)
                    .hasMessageContaining("is closed and has insufficient elements (requested 2, current size 1)")
                    .hasMessageContaining("TensorQueueTest.java");
            assertThat(session.run(upToTwo).floats()).containsExactly(2);
            assertThatThrownBy(() -> session.run(upToTwo)).isInstanceOf(OutOfRangeException.class);
            assertThatThrownBy(() -> session.run(enqueue, Feed.of(value, 1f)))
                    .isInstanceOf(CancelledException.class)
                    .hasMessageContaining("is closed.");
        }
    }

    @Test
    void closingCancelsWhoWaitsIfThatIsAskedFor() throws Exception {
        Output queue = FIFOQueueV2.of(scope, FLOAT, List.of(Shape.scalar()), 1);
        Node enqueue = QueueEnqueueManyV2.of(scope, queue, List.of(Const.of(scope, new float[] {1, 2})));
        Output size = QueueSizeV2.of(scope, queue);
        Node close = QueueCloseV2.of(scope, queue, true);
        try (Session session = new Session(graph)) {
            AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
            Thread filler = start(failure, () -> session.run(enqueue));
            while (session.run(size).longValue() == 0) {
                Thread.onSpinWait();
            }
            session.run(close);
            filler.join();
            assertThat(failure.get()).isInstanceOf(CancelledException.class);
        }
    }

    @Test
    void closingTheSessionEndsTheWaiting() throws Exception {
        Output queue = FIFOQueueV2.of(scope, FLOAT, List.of(Shape.scalar()), 1);
        Output size = QueueSizeV2.of(scope, queue);
        Output element = QueueDequeueV2.of(scope, queue, FLOAT).getFirst();
        Session session = new Session(graph);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread taker = start(failure, () -> session.run(element));
        assertThat(session.run(size).longValue()).isZero();
        while (taker.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        session.close();
        taker.join();
        assertThat(failure.get())
                .isInstanceOf(CancelledException.class)
                .hasMessageContaining("because the session is closed");
    }

    @Test
    void anInterruptedThreadGivesUp() throws Exception {
        Output queue = FIFOQueueV2.of(scope, FLOAT, List.of(Shape.scalar()), 1);
        Output element = QueueDequeueV2.of(scope, queue, FLOAT).getFirst();
        try (Session session = new Session(graph)) {
            AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
            Thread taker = start(failure, () -> session.run(element));
            while (taker.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            taker.interrupt();
            taker.join();
            assertThat(failure.get())
                    .isInstanceOf(CancelledException.class)
                    .hasMessageContaining("the thread was interrupted");
        }
    }

    @Test
    void whatAThreadThatGivesUpHasTakenGoesBack() throws Exception {
        Output queue = FIFOQueueV2.of(scope, FLOAT, List.of(Shape.scalar()), 2);
        Node enqueue = QueueEnqueueManyV2.of(scope, queue, List.of(Const.of(scope, new float[] {1, 2})));
        Output three =
                QueueDequeueManyV2.of(scope, queue, Const.of(scope, 3), FLOAT).getFirst();
        Output two =
                QueueDequeueManyV2.of(scope, queue, Const.of(scope, 2), FLOAT).getFirst();
        try (Session session = new Session(graph)) {
            AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
            Thread taker = start(failure, () -> session.run(three));
            session.run(enqueue);
            Output size = QueueSizeV2.of(scope, queue);
            while (session.run(size).longValue() > 0) {
                Thread.onSpinWait();
            }
            taker.interrupt();
            taker.join();
            assertThat(failure.get()).isInstanceOf(CancelledException.class);
            assertThat(session.run(two).floats()).containsExactly(1, 2);
        }
    }

    @Test
    void aQueueWithoutRoomTakesNothing() throws Exception {
        Output queue = FIFOQueueV2.of(scope, FLOAT, List.of(Shape.scalar()), 0);
        Node enqueue = QueueEnqueueV2.of(scope, queue, List.of(Const.of(scope, 1f)));
        Node close = QueueCloseV2.of(scope, queue, true);
        try (Session session = new Session(graph)) {
            AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
            Thread filler = start(failure, () -> session.run(enqueue));
            while (filler.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            session.run(close);
            filler.join();
            assertThat(failure.get()).isInstanceOf(CancelledException.class);
        }
    }

    @Test
    void aLongQueueIsEmptiedAsFastAsItIsFilled() {
        int length = 300_000;
        Output queue = FIFOQueueV2.of(scope, FLOAT, List.of(Shape.scalar()), -1);
        Node enqueue = QueueEnqueueManyV2.of(scope, queue, List.of(Const.of(scope, new float[length])));
        Output all = QueueDequeueManyV2.of(scope, queue, Const.of(scope, length), FLOAT)
                .getFirst();
        try (Session session = new Session(graph)) {
            session.run(enqueue);
            assertTimeout(Duration.ofSeconds(5), () -> session.run(all));
        }
    }

    @Test
    void aPaddingQueueFillsUpWithZeros() {
        Output queue = PaddingFIFOQueueV2.of(scope, FLOAT, List.of(Shape.of(-1, -1)), 10);
        Output any = Placeholder.of(scope, DType.FLOAT32, Shape.unknown(2));
        Node enqueue = QueueEnqueueV2.of(scope, queue, List.of(any));
        Output both =
                QueueDequeueManyV2.of(scope, queue, Const.of(scope, 2), FLOAT).getFirst();
        assertThat(both.shape()).isEqualTo(Shape.of(2, -1, -1));
        try (Session session = new Session(graph)) {
            session.run(enqueue, Feed.of(any, new float[][] {{1, 2}}));
            session.run(enqueue, Feed.of(any, new float[][] {{3}, {4}}));
            assertThat(session.run(both)).isEqualTo(Tensor.of(new float[][][] {{{1, 2}, {0, 0}}, {{3, 0}, {4, 0}}}));
        }
    }

    @Test
    void aShufflingQueueGivesEachElementOnceInAnOrderOfItsSeed() {
        graph.setSeed(7);
        Output queue = RandomShuffleQueueV2.of(scope, FLOAT, List.of(Shape.scalar()), 100, 0);
        Node enqueue =
                QueueEnqueueManyV2.of(scope, queue, List.of(Const.of(scope, new float[] {0, 1, 2, 3, 4, 5, 6, 7})));
        Output all =
                QueueDequeueManyV2.of(scope, queue, Const.of(scope, 8), FLOAT).getFirst();
        float[] first;
        try (Session session = new Session(graph)) {
            session.run(enqueue);
            first = session.run(all).floats();
        }
        assertThat(first).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(first).isNotEqualTo(new float[] {0, 1, 2, 3, 4, 5, 6, 7});
        try (Session session = new Session(graph)) {
            session.run(enqueue);
            assertThat(session.run(all).floats()).isEqualTo(first);
        }
    }

    @Test
    void aShufflingQueueKeepsSomeUntilItIsClosed() throws Exception {
        Output queue = RandomShuffleQueueV2.of(scope, FLOAT, List.of(Shape.scalar()), 100, 2);
        Node enqueue = QueueEnqueueManyV2.of(scope, queue, List.of(Const.of(scope, new float[] {1, 2})));
        Output element = QueueDequeueV2.of(scope, queue, FLOAT).getFirst();
        Node close = QueueCloseV2.of(scope, queue, false);
        try (Session session = new Session(graph)) {
            session.run(enqueue);
            AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
            Thread taker = start(failure, () -> session.run(element));
            while (taker.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            session.run(close);
            taker.join();
            assertThat(failure.get()).isNull();
            session.run(element);
            assertThatThrownBy(() -> session.run(element)).isInstanceOf(OutOfRangeException.class);
        }
    }

    private static Thread start(AtomicReference<@Nullable Throwable> failure, Runnable work) {
        return Thread.ofPlatform().start(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                failure.set(e);
            }
        });
    }
}
