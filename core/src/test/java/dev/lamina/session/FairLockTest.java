package dev.lamina.session;

import static dev.lamina.Tf.feed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamina.Tf;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.ShapeContext;
import dev.lamina.op.state.AssignAdd;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs take turns in the order in which they were asked for. */
@Timeout(60)
class FairLockTest {
    private static CountDownLatch entered = new CountDownLatch(0);
    private static CountDownLatch gate = new CountDownLatch(0);

    /** Waits for the gate in the midst of a run. */
    @OpDef(inputs = "x: float", outputs = "y: float", stateful = true)
    record Gate() implements Op {
        @Override
        public List<Shape> shapes(ShapeContext c) {
            return List.of(c.shape(0));
        }

        @Override
        public Kernel kernel(KernelContext c) {
            return (inputs, outputs) -> {
                outputs[0].copyFrom(inputs[0]);
                entered.countDown();
                uninterruptibly(gate);
            };
        }
    }

    private static void uninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work);
        thread.start();
        return thread;
    }

    /** Returns once the thread waits for its turn, or fails if it ends without. */
    private static void awaitWaiting(Thread thread) {
        Thread.State state = thread.getState();
        while (state != Thread.State.WAITING) {
            assertThat(state).isNotEqualTo(Thread.State.TERMINATED);
            Thread.onSpinWait();
            state = thread.getState();
        }
    }

    @Test
    void aWriterWaitsForThoseReadersAloneThatCameBefore() throws InterruptedException {
        var lock = new FairLock();
        List<String> order = new CopyOnWriteArrayList<>();
        lock.lockRead();
        lock.lockRead();
        Thread writer = start(() -> {
            lock.lockWrite();
            order.add("writer");
            lock.unlockWrite();
        });
        awaitWaiting(writer);
        Thread reader = start(() -> {
            lock.lockRead();
            order.add("reader");
            lock.unlockRead();
        });
        awaitWaiting(reader);
        Thread second = start(() -> {
            lock.lockWrite();
            order.add("second writer");
            lock.unlockWrite();
        });
        awaitWaiting(second);
        lock.unlockRead();
        assertThat(order).isEmpty();
        lock.unlockRead();
        writer.join();
        reader.join();
        second.join();
        assertThat(order).containsExactly("writer", "reader", "second writer");
    }

    @Test
    void anInterruptedThreadStillTakesItsTurn() throws InterruptedException {
        var lock = new FairLock();
        List<Boolean> interrupted = new CopyOnWriteArrayList<>();
        lock.lockWrite();
        Thread reader = start(() -> {
            lock.lockRead();
            interrupted.add(Thread.currentThread().isInterrupted());
            lock.unlockRead();
        });
        awaitWaiting(reader);
        reader.interrupt();
        lock.unlockWrite();
        reader.join();
        assertThat(interrupted).containsExactly(true);
        lock.lockWrite(); // nobody was left behind
        lock.unlockWrite();
    }

    @Test
    void readersOfASessionDoNotKeepAStepOut() throws InterruptedException {
        var tf = Tf.create();
        var x = tf.placeholder(DType.FLOAT32, Shape.scalar(), "x");
        var slow = tf.scope().output(new Gate(), x);
        var v = tf.variable(tf.constant(0f), "v");
        var step = AssignAdd.of(tf.scope(), v.ref(), tf.constant(1f));
        try (var session = tf.session()) {
            session.run(tf.globalVariablesInitializer());
            session.run(slow, feed(x, 1f)); // all is compiled before it counts
            session.run(step);
            assertThat(session.run(v).floatValue()).isEqualTo(1);

            entered = new CountDownLatch(1);
            gate = new CountDownLatch(1);
            Thread reader = start(() -> session.run(slow, feed(x, 1f)));
            entered.await();
            Thread writer = start(() -> session.run(step));
            awaitWaiting(writer);
            List<Float> seen = new CopyOnWriteArrayList<>();
            Thread late = start(() -> seen.add(session.run(v).floatValue()));
            awaitWaiting(late);
            gate.countDown();
            reader.join();
            writer.join();
            late.join();
            assertThat(seen)
                    .as("the step came before the reader that came after it")
                    .containsExactly(2f);
        }
    }
}
