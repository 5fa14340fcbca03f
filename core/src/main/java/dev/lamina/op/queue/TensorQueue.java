package dev.lamina.op.queue;

import dev.lamina.error.CancelledException;
import dev.lamina.error.OutOfRangeException;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.SessionResource;
import dev.lamina.op.kernel.TensorRows;
import dev.lamina.tensor.Buffer;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * A queue of a session, whose elements are tuples of tensors. Any number of threads may use it: those that put something in
 * take turns in the order in which they came, and so do those that take something out.
 *
 * <p>Who has to wait gives up the session's turn meanwhile, so that the run can come that ends the waiting.
 */
final class TensorQueue implements SessionResource {
    private final String name;
    private final QueueOp op;

    /** Held by who puts elements in, so that several of one run stay together. */
    private final ReentrantLock entrance = new ReentrantLock(true);

    /** Held by who takes elements out. */
    private final ReentrantLock exit = new ReentrantLock(true);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final QueueElements elements;

    /** How many have begun to put elements in and are not done. */
    private int pending;

    private boolean isClosed;
    private boolean areEnqueuesCancelled;
    private boolean isGone;

    TensorQueue(String name, QueueOp op) {
        this.name = name;
        this.op = op;
        elements = QueueElements.of(op);
    }

    /** The queue that a handle stands for. */
    static TensorQueue in(KernelContext c, Buffer handle) {
        if (handle.size() == 1 && handle.objects()[0] instanceof TensorQueue queue) {
            return queue;
        }
        throw c.error("the handle is not one of a queue");
    }

    boolean isLike(TensorQueue other) {
        return op.equals(other.op);
    }

    List<DType> types() {
        return op.componentTypes();
    }

    int size() {
        lock.lock();
        try {
            return elements.size();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return isClosed;
        } finally {
            lock.unlock();
        }
    }

    /** Refuses an element of other types or shapes. */
    void check(KernelContext c, List<DType> types, List<Shape> shapes) {
        if (!types.equals(op.componentTypes())) {
            throw c.error(
                    "Mismatch between types of the queue " + op.componentTypes() + " and of the element " + types);
        }
        for (int i = 0; i < op.shapes().size(); i++) {
            if (!op.shapes().get(i).isCompatibleWith(shapes.get(i))) {
                throw c.error("Shape mismatch in tuple component " + i + ". Expected "
                        + op.shapes().get(i) + ", got " + shapes.get(i));
            }
        }
    }

    /** Puts elements in, in this order, each as soon as there is room. */
    void enqueue(KernelContext c, List<List<Tensor>> added) {
        change(() -> {
            if (isClosed) {
                throw new CancelledException(this + " is closed.");
            }
            pending++;
        });
        try {
            inTurn(c, entrance, () -> hasRoom(added.size()), () -> {
                for (List<Tensor> element : added) {
                    await(() -> hasRoom(1), () -> areEnqueuesCancelled);
                    elements.add(element);
                    changed.signalAll();
                }
            });
        } finally {
            change(() -> pending--);
        }
    }

    private boolean hasRoom(int count) {
        return op.capacity() < 0 || elements.size() + (long) count <= op.capacity();
    }

    /** Says whether nothing comes any more: what was asked for before the queue was closed may still come. */
    private boolean isEnded() {
        return isClosed && pending == 0;
    }

    private boolean hasAny(int count) {
        return elements.size() - count >= (isClosed ? 0 : op.minAfterDequeue());
    }

    /**
     * Takes elements out, as soon as all of them are there.
     *
     * @param orLess whether fewer will do if the queue is closed, but one
     */
    List<List<Tensor>> dequeue(KernelContext c, int count, boolean orLess) {
        List<List<Tensor>> taken = new ArrayList<>();
        inTurn(c, exit, () -> isEnded() || hasAny(count), () -> {
            try {
                take(taken, count, orLess);
            } catch (InterruptedException | RuntimeException e) {
                elements.putBack(taken);
                changed.signalAll();
                throw e;
            }
        });
        return taken;
    }

    /** Takes elements as they come, as not all of them may fit at once. */
    private void take(List<List<Tensor>> taken, int count, boolean orLess) throws InterruptedException {
        while (taken.size() < count) {
            await(() -> isEnded() || hasAny(1), () -> false);
            boolean isTooFew = isEnded() && elements.size() < count - taken.size();
            if (isTooFew && orLess && elements.size() == 0 && !taken.isEmpty()) {
                return;
            }
            if (isTooFew && (!orLess || elements.size() == 0)) {
                throw new OutOfRangeException(this + " is closed and has insufficient elements (requested " + count
                        + ", current size " + (elements.size() + taken.size()) + ")");
            }
            taken.add(elements.take());
            changed.signalAll();
        }
    }

    /** One of the components of several elements as rows of one tensor, filled up with zeros where the queue does that. */
    Tensor stack(List<List<Tensor>> rows, int component) {
        List<Tensor> parts = rows.stream().map(each -> each.get(component)).toList();
        DType type = op.componentTypes().get(component);
        if (parts.isEmpty()) {
            long[] dims = op.shapes().get(component).dims();
            return Tensor.zeros(
                    type,
                    Shape.of(0)
                            .concat(Shape.of(Arrays.stream(dims)
                                    .map(dim -> Math.max(dim, 0))
                                    .toArray())));
        }
        return op.pads()
                ? PaddedRows.of(type, parts)
                : TensorRows.stack(type, parts, op.shapes().get(component));
    }

    /** The shapes of components, where several elements are to be taken as one tensor: all have to be known. */
    void requireShapes(KernelContext c) {
        if (op.shapes().isEmpty()) {
            throw c.error(this + " requires full component shapes to have several elements as one tensor: DequeueMany"
                    + " and DequeueUpTo take the queue's attribute 'shapes'");
        }
    }

    /** Lets nothing in any more; what is there can still be taken out. */
    void close(boolean cancelPendingEnqueues) {
        change(() -> {
            // Who waits to put something in may still do so, unless that is cancelled.
            areEnqueuesCancelled |= cancelPendingEnqueues;
            isClosed = true;
        });
    }

    /** The session is closed: whoever waits gives up. */
    @Override
    public void close() {
        change(() -> {
            isGone = true;
            isClosed = true;
        });
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    /** Does the work at once where it need not wait, and without the session's turn where it may have to. */
    private void inTurn(KernelContext c, ReentrantLock turn, BooleanSupplier isReady, Work work) {
        try {
            if (turn.tryLock(0, TimeUnit.SECONDS)) { // which, unlike tryLock(), lets those go first that wait
                try {
                    if (isDone(isReady, work)) {
                        return;
                    }
                } finally {
                    turn.unlock();
                }
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        c.whileWaiting(() -> {
            try {
                turn.lockInterruptibly();
                try {
                    isDone(() -> true, work);
                } finally {
                    turn.unlock();
                }
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        });
    }

    private boolean isDone(BooleanSupplier isReady, Work work) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            boolean isDone = isReady.getAsBoolean();
            if (isDone) {
                work.run();
            }
            return isDone;
        } finally {
            lock.unlock();
        }
    }

    private CancelledException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new CancelledException(this + ": the thread was interrupted while it waited", null, e);
    }

    private void await(BooleanSupplier isReady, BooleanSupplier isCancelled) throws InterruptedException {
        while (!isReady.getAsBoolean() && !isCancelled.getAsBoolean() && !isGone) {
            changed.await();
        }
        if (isGone || isCancelled.getAsBoolean()) {
            throw new CancelledException(
                    this + ": what was waited for was cancelled" + (isGone ? ", because the session is closed" : ""));
        }
    }

    @Override
    public String toString() {
        return op.name() + " '" + name + "'";
    }
}
