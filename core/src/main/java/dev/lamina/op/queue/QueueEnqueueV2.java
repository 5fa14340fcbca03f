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
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts an element into a queue, as soon as there is room.
 *
 * <p>Errors: components of other types or shapes than the queue's; {@code Cancelled} if the queue is closed, or the session
 * while it waits.
 *
 * @param timeoutMs -1, as TensorFlow takes no other
 */
@OpDef(
        inputs = {"handle: resource", "components: Tcomponents"},
        attrs = {"Tcomponents: list(type) >= 1", "timeout_ms: int = -1"},
        stateful = true)
public record QueueEnqueueV2(long timeoutMs) implements Op {
    /** Adds the operation. */
    public static Node of(Scope scope, Operand queue, List<? extends Operand> components) {
        List<Operand> inputs = new ArrayList<>(List.of(queue));
        inputs.addAll(components);
        return scope.node(new QueueEnqueueV2(-1), inputs);
    }

    /** The form whose handle is a reference to a string. */
    @OpDef(
            inputs = {"handle: Ref(string)", "components: Tcomponents"},
            attrs = {"Tcomponents: list(type) >= 1", "timeout_ms: int = -1"})
    record QueueEnqueue(long timeoutMs) implements Superseded {
        @Override
        public Op successor() {
            return new QueueEnqueueV2(timeoutMs);
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Queues.refuseTimeout(c, timeoutMs);
        return List.of();
    }

    @Override
    public boolean canFail() {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        List<DType> types =
                IntStream.range(1, c.inputs()).mapToObj(c::inputType).toList();
        List<Shape> shapes =
                IntStream.range(1, c.inputs()).mapToObj(c::inputShape).toList();
        return (inputs, outputs) -> {
            TensorQueue queue = TensorQueue.in(c, inputs[0]);
            queue.check(c, types, shapes);
            List<Tensor> element = new ArrayList<>();
            for (int i = 1; i < inputs.length; i++) {
                element.add(inputs[i].toTensor());
            }
            queue.enqueue(c, List.of(element));
        };
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(new QueueEnqueueV2(-1), Queues.filled(false), 1f, "a"),
                Sample.refused("is closed.", new QueueEnqueueV2(-1), Queues.filled(true), 1f, "a"),
                Sample.refused(
                        "Shape mismatch in tuple component 1. Expected [], got [2]",
                        new QueueEnqueueV2(-1),
                        Queues.filled(false),
                        1f,
                        new String[] {"a", "b"}),
                Sample.refused(
                        "Mismatch between types of the queue [float32, string] and of the element [int32, string]",
                        new QueueEnqueueV2(-1),
                        Queues.filled(false),
                        1,
                        "a"));
    }
}
