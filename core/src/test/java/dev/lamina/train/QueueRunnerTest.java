package dev.lamina.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamina.Tf;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.OutOfRangeException;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Variable;
import dev.lamina.session.Session;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A pipeline as TensorFlow 1 has them: threads that fill a queue while the session trains. */
@Timeout(60)
class QueueRunnerTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Tf tf = Tf.create();
    private final Output source = tf.queue.fifo(List.of(DType.FLOAT32), List.of(Shape.scalar()), 100);
    private final Output queue = tf.queue.fifo(List.of(DType.FLOAT32), List.of(Shape.scalar()), 2);
    private final Output batch = tf.queue.dequeueMany(queue, 3).getFirst();
    private final Coordinator coordinator = new Coordinator();

    @Test
    void trainsOnWhatComesUntilThereIsNoMore() throws InterruptedException {
        Output element = tf.queue.dequeue(source).getFirst();
        Node enqueue = tf.queue.enqueue(queue, tf.multiply(element, tf.constant(2f)));
        QueueRunner runner = QueueRunner.of(tf.scope(), queue, List.of(enqueue, enqueue));
        Variable sum = tf.untrainedVariable(tf.constant(0f), "sum");
        Output step = tf.assignAdd(sum, tf.reduceSum(batch));
        Node fill = tf.queue.enqueueMany(source, tf.constant(new float[] {1, 2, 3, 4, 5, 6, 7}));
        Node end = tf.queue.close(source);
        assertThat(tf.graph().collection(QueueRunner.COLLECTION)).containsExactly(runner);
        try (Session session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            QueueRunner.startAll(session, coordinator);
            session.run(fill);
            session.run(end);
            session.run(step);
            session.run(step);
            assertThatThrownBy(() -> session.run(step))
                    .isInstanceOf(OutOfRangeException.class)
                    .hasMessageContaining("requested 3, current size 1");
            assertThat(session.run(sum).floatValue()).isBetween(42f, 54f);
            coordinator.join(SOON);
            assertThat(coordinator.shouldStop()).isTrue();
        }
    }

    @Test
    void aStopEndsThoseThatWaitForRoom() throws InterruptedException {
        QueueRunner.of(tf.scope(), queue, List.of(tf.queue.enqueue(queue, tf.constant(1f))));
        try (Session session = tf.session()) {
            QueueRunner.startAll(session, coordinator);
            assertThat(session.run(batch).floats()).containsExactly(1, 1, 1);
            assertThat(coordinator.shouldStop()).isFalse();
            coordinator.requestStop();
            coordinator.waitForStop();
            coordinator.join(SOON);
        }
    }

    @Test
    void anErrorStopsAllAndIsTold() throws InterruptedException {
        Output wrong = tf.placeholder(DType.FLOAT32, Shape.scalar(), "unfed");
        QueueRunner.of(tf.scope(), queue, List.of(tf.queue.enqueue(queue, wrong)));
        try (Session session = tf.session()) {
            QueueRunner.startAll(session, coordinator);
            coordinator.waitForStop();
            assertThatThrownBy(() -> coordinator.join(SOON))
                    .isInstanceOf(InvalidArgumentException.class)
                    .hasMessageContaining("unfed");
        }
    }

    @Test
    void theEndOfTheDataIsACleanStop() throws InterruptedException {
        coordinator.requestStop(new OutOfRangeException("no more"));
        coordinator.requestStop(new InvalidArgumentException("late"));
        assertThat(coordinator.shouldStop()).isTrue();
        coordinator.join(SOON);
    }

    @Test
    void aRunnerNamesTheErrorsThatEndIt() throws InterruptedException {
        Output wrong = tf.placeholder(DType.FLOAT32, Shape.scalar(), "unfed");
        Node close = tf.queue.close(queue);
        try (Session session = tf.session()) {
            QueueRunner runner = new QueueRunner(
                    queue,
                    List.of(tf.queue.enqueue(queue, wrong)),
                    close,
                    close,
                    Set.of(InvalidArgumentException.class));
            runner.start(session, coordinator);
            assertThatThrownBy(() -> session.run(batch)).isInstanceOf(OutOfRangeException.class);
            coordinator.join(SOON);
        }
    }
}
