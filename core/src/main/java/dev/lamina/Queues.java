package dev.lamina;

import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.op.flow.Const;
import dev.lamina.op.queue.FIFOQueueV2;
import dev.lamina.op.queue.PaddingFIFOQueueV2;
import dev.lamina.op.queue.QueueCloseV2;
import dev.lamina.op.queue.QueueDequeueManyV2;
import dev.lamina.op.queue.QueueDequeueUpToV2;
import dev.lamina.op.queue.QueueDequeueV2;
import dev.lamina.op.queue.QueueEnqueueManyV2;
import dev.lamina.op.queue.QueueEnqueueV2;
import dev.lamina.op.queue.QueueSizeV2;
import dev.lamina.op.queue.RandomShuffleQueueV2;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/** Queues that a session keeps, between runs that put elements in and runs that take them out. Made by {@link Tf#queue}. */
public final class Queues {
    private final Scope scope;

    Queues(Scope scope) {
        this.scope = scope;
    }

    /** A queue whose first element is taken first: of tensors of these types and shapes, at most so many. */
    public Output fifo(List<DType> types, List<Shape> shapes, int capacity) {
        return FIFOQueueV2.of(scope, types, shapes, capacity);
    }

    /** As {@link #fifo}, whose elements are filled up with zeros along axes of -1 where several are taken as one tensor. */
    public Output paddingFifo(List<DType> types, List<Shape> shapes, int capacity) {
        return PaddingFIFOQueueV2.of(scope, types, shapes, capacity);
    }

    /** A queue of which any element is taken next; {@code minAfterDequeue} stay until it is closed. */
    public Output randomShuffle(List<DType> types, List<Shape> shapes, int capacity, int minAfterDequeue) {
        return RandomShuffleQueueV2.of(scope, types, shapes, capacity, minAfterDequeue);
    }

    /** Puts an element in, as soon as there is room: a tensor for each component. */
    public Node enqueue(Operand queue, Operand... components) {
        return QueueEnqueueV2.of(scope, queue, List.of(components));
    }

    /** Puts the rows of tensors in, each as soon as there is room. */
    public Node enqueueMany(Operand queue, Operand... components) {
        return QueueEnqueueManyV2.of(scope, queue, List.of(components));
    }

    /** Takes an element out of a queue of this graph, as soon as there is one. */
    public List<Output> dequeue(Operand queue) {
        return QueueDequeueV2.of(scope, queue);
    }

    /** Takes so many elements out of a queue of this graph, as soon as they are there: each component as one tensor. */
    public List<Output> dequeueMany(Operand queue, int n) {
        return QueueDequeueManyV2.of(scope, queue, Const.of(scope.named(null), n));
    }

    /** As {@link #dequeueMany}, or fewer if the queue is closed, but one. */
    public List<Output> dequeueUpTo(Operand queue, int n) {
        return QueueDequeueUpToV2.of(scope, queue, Const.of(scope.named(null), n));
    }

    /** How many elements are in a queue, as int32. */
    public Output size(Operand queue) {
        return QueueSizeV2.of(scope, queue);
    }

    /** Lets nothing in any more; those that wait to put something in may still do so. */
    public Node close(Operand queue) {
        return QueueCloseV2.of(scope, queue, false);
    }
}
