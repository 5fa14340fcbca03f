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

/** How many elements are in a queue. */
@OpDef(inputs = "handle: resource", outputs = "size: int32", stateful = true)
public record QueueSizeV2() implements Op {
    /** Adds the operation. */
    public static Output of(Scope scope, Operand queue) {
        return scope.output(new QueueSizeV2(), queue);
    }

    /** The form whose handle is a reference to a string. */
    @OpDef(inputs = "handle: Ref(string)", outputs = "size: int32")
    record QueueSize() implements Superseded {
        @Override
        public Op successor() {
            return new QueueSizeV2();
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        return List.of(Shape.scalar());
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) ->
                outputs[0].ints()[0] = TensorQueue.in(c, inputs[0]).size();
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        Object[] a = {1f, "a"};
        return List.of(
                Sample.rough(new QueueSizeV2(), Queues.filled(false, a, a)).gives(2),
                Sample.rough(new QueueSizeV2(), Queues.filled(true)).gives(0));
    }
}
