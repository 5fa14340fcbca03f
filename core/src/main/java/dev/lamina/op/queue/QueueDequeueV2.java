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
import dev.lamina.graph.ShapedByKernel;
import dev.lamina.graph.Superseded;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes an element out of a queue, as soon as there is one: its components.
 *
 * <p>Errors: other types than the queue's; {@code OutOfRange} if the queue is closed and empty; {@code Cancelled} if the
 * session is closed while it waits.
 *
 * @param componentTypes the types of the components
 * @param timeoutMs -1, as TensorFlow takes no other
 */
@OpDef(
        inputs = "handle: resource",
        outputs = "components: component_types",
        attrs = {"component_types: list(type) >= 1", "timeout_ms: int = -1"},
        stateful = true)
public record QueueDequeueV2(List<DType> componentTypes, long timeoutMs) implements ShapedByKernel {
    /** Adds the operation. */
    public static List<Output> of(Scope scope, Operand queue, List<DType> componentTypes) {
        return scope.node(new QueueDequeueV2(componentTypes, -1), List.of(queue))
                .outputs();
    }

    /** Adds the operation, for a queue of this graph, whose types are known. */
    public static List<Output> of(Scope scope, Operand queue) {
        return of(scope, queue, Queues.types(queue));
    }

    /** The form whose handle is a reference to a string. */
    @OpDef(
            inputs = "handle: Ref(string)",
            outputs = "components: component_types",
            attrs = {"component_types: list(type) >= 1", "timeout_ms: int = -1"})
    record QueueDequeue(List<DType> componentTypes, long timeoutMs) implements Superseded {
        @Override
        public Op successor() {
            return new QueueDequeueV2(componentTypes, timeoutMs);
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Queues.refuseTimeout(c, timeoutMs);
        return Queues.shapes(c, componentTypes);
    }

    @Override
    public boolean canFail() {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return (inputs, outputs) -> {
            TensorQueue queue = TensorQueue.in(c, inputs[0]);
            queue.check(c, componentTypes, Collections.nCopies(componentTypes.size(), Shape.unknown()));
            List<Tensor> element = queue.dequeue(c, 1, false).getFirst();
            for (int i = 0; i < outputs.length; i++) {
                ShapedByKernel.give(outputs[i], element.get(i));
            }
        };
    }

    @Override
    public List<@Nullable Output> gradient(GradientContext c) {
        return c.none();
    }

    static List<Sample> samples() {
        List<DType> types = List.of(DType.FLOAT32, DType.STRING);
        Object[] a = {1f, "a"};
        Object[] b = {2f, "b"};
        return List.of(
                Sample.rough(new QueueDequeueV2(types, -1), Queues.filled(false, a, b))
                        .gives(1f, "a"),
                Sample.refused(
                        "is closed and has insufficient elements (requested 1, current size 0)",
                        new QueueDequeueV2(types, -1),
                        Queues.filled(true)),
                Sample.refused(
                        "Mismatch between types",
                        new QueueDequeueV2(List.of(DType.FLOAT32), -1),
                        Queues.filled(false, a, b)));
    }
}
