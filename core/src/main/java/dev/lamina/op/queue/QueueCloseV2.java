package dev.lamina.op.queue;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.Superseded;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * Closes a queue: nothing is put in any more, what is there can still be taken out.
 *
 * @param cancelPendingEnqueues whether those that wait to put something in give up
 */
@OpDef(inputs = "handle: resource", attrs = "cancel_pending_enqueues: bool = false", stateful = true)
public record QueueCloseV2(boolean cancelPendingEnqueues) implements Op {
    /** Adds the operation. */
    public static Node of(Scope scope, Operand queue, boolean cancelPendingEnqueues) {
        return scope.node(new QueueCloseV2(cancelPendingEnqueues), List.of(queue));
    }

    /** The form whose handle is a reference to a string. */
    @OpDef(inputs = "handle: Ref(string)", attrs = "cancel_pending_enqueues: bool = false")
    record QueueClose(boolean cancelPendingEnqueues) implements Superseded {
        @Override
        public Op successor() {
            return new QueueCloseV2(cancelPendingEnqueues);
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of();
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> TensorQueue.in(c, inputs[0]).close(cancelPendingEnqueues);
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new QueueCloseV2(false), Queues.filled(false)),
                Sample.rough(new QueueCloseV2(true), Queues.filled(true)));
    }
}
