package dev.lamina.op.queue;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.Superseded;
import dev.lamina.tensor.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells whether a queue is closed. */
@OpDef(inputs = "handle: resource", outputs = "is_closed: bool", stateful = true)
public record QueueIsClosedV2() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand queue) {
        return scope.output(new QueueIsClosedV2(), queue);
    }

    /** The form whose handle is a reference to a string. */
    @OpDef(inputs = "handle: Ref(string)", outputs = "is_closed: bool")
    record QueueIsClosed() implements Superseded {
        @Override
        public Op successor() {
            return new QueueIsClosedV2();
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) ->
                outputs[0].bytes()[0] = (byte) (TensorQueue.in(c, inputs[0]).isClosed() ? 1 : 0);
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new QueueIsClosedV2(), Queues.filled(false)).gives(false),
                Sample.rough(new QueueIsClosedV2(), Queues.filled(true)).gives(true));
    }
}
