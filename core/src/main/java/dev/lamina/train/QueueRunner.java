package dev.lamina.train;

import dev.lamina.error.CancelledException;
import dev.lamina.error.InvalidArgumentException;
import dev.lamina.error.LaminaException;
import dev.lamina.error.OutOfRangeException;
import dev.lamina.graph.LeftOut;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.queue.QueueCloseV2;
import dev.lamina.session.Session;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps a queue filled, as TensorFlow's {@code tf.train.QueueRunner} does: a thread for each of the operations that put
 * something in, which runs it again and again.
 *
 * <p>Such a thread ends when its operation finds that its own input has come to an end ({@link OutOfRangeException}, or another
 * kind of error that the runner names); the last one then closes the queue. Any other error stops all threads of the coordinator.
 * When a stop is asked for, whoever waits to put something in gives up.
 *
 * @param queue the handle of the queue
 * @param enqueues what puts elements in
 * @param close closes the queue
 * @param cancel closes it, and has those give up that wait to put something in
 * @param closedKinds the kinds of error by which an operation says that its input has come to an end
 */
public record QueueRunner(
        Output queue, List<Node> enqueues, Node close, Node cancel, Set<Class<? extends LaminaException>> closedKinds) {
    /** The collection of a graph's queue runners, as TensorFlow names it. */
    public static final String COLLECTION = "queue_runners";

    /** Copies the list and the set. */
    public QueueRunner {
        enqueues = List.copyOf(enqueues);
        closedKinds = Set.copyOf(closedKinds);
    }

    /** One for which an input has come to an end where it says {@link OutOfRangeException}. */
    public QueueRunner(Output queue, List<Node> enqueues, Node close, Node cancel) {
        this(queue, enqueues, close, cancel, Set.of(OutOfRangeException.class));
    }

    /** A runner for a queue, which is added to the graph's collection, with operations that close the queue. */
    public static QueueRunner of(Scope scope, Operand queue, List<Node> enqueues) {
        Output handle = queue.asOutput();
        QueueRunner runner = new QueueRunner(
                handle, enqueues, QueueCloseV2.of(scope, handle, false), QueueCloseV2.of(scope, handle, true));
        scope.graph().addToCollection(COLLECTION, runner);
        return runner;
    }

    /**
     * Starts the threads of all runners that the session's graph has in its collection: those that were made for it, and those of
     * the file that it was read from.
     *
     * @throws LaminaException if a runner of the file needs an operation that the graph had to leave out, or if the collection has
     *     what is no runner; no thread is started then
     */
    public static void startAll(Session session, Coordinator coordinator) {
        List<QueueRunner> runners = session.graph().collection(COLLECTION).stream()
                .map(QueueRunner::asRunner)
                .toList();
        runners.forEach(runner -> runner.start(session, coordinator));
    }

    private static QueueRunner asRunner(Object member) {
        return switch (member) {
            case QueueRunner runner -> runner;
            case LeftOut missing -> throw missing.error(missing.name());
            default ->
                throw new InvalidArgumentException(
                        "the collection '" + COLLECTION + "' has a member that is no queue runner: " + member);
        };
    }

    /** Starts the threads. */
    public void start(Session session, Coordinator coordinator) {
        AtomicInteger running = new AtomicInteger(enqueues.size());
        for (Node enqueue : enqueues) {
            coordinator.start("queue runner of " + enqueue.name(), () -> fill(session, coordinator, enqueue, running));
        }
        coordinator.start("end of " + queue.node().name(), () -> cancel(session, coordinator));
    }

    private void fill(Session session, Coordinator coordinator, Node enqueue, AtomicInteger running) {
        try {
            while (!coordinator.shouldStop()) {
                session.run(enqueue);
            }
        } catch (LaminaException e) {
            if (closedKinds.contains(e.getClass())) {
                if (running.decrementAndGet() == 0) {
                    session.run(close);
                }
            } else if (!(e instanceof CancelledException && coordinator.shouldStop())) {
                throw e;
            }
        }
    }

    private void cancel(Session session, Coordinator coordinator) {
        try {
            coordinator.waitForStop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        session.run(cancel);
    }
}
