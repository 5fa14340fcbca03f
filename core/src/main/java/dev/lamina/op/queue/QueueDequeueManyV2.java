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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes so many elements out of a queue, as soon as they are there: each component as a tensor with a row for each.
 *
 * <p>Errors: other types than the queue's; a queue whose components have no known shapes; {@code OutOfRange} if the queue is
 * closed and has fewer, which stay; {@code Cancelled} if the session is closed while it waits.
 *
 * @param componentTypes the types of the components
 * @param timeoutMs -1, as TensorFlow takes no other
 */
@OpDef(
        inputs = {"handle: resource", "n: int32"},
        outputs = "components: component_types",
        attrs = {"component_types: list(type) >= 1", "timeout_ms: int = -1"},
        stateful = true)
public record QueueDequeueManyV2(List<DType> componentTypes, long timeoutMs) implements ShapedByKernel {
    /** Adds the operation; {@code n} is an int32 scalar. */
    public static List<Output> of(Scope scope, Operand queue, Operand n, List<DType> componentTypes) {
        return scope.node(new QueueDequeueManyV2(componentTypes, -1), List.of(queue, n))
                .outputs();
    }

    /** Adds the operation, for a queue of this graph, whose types are known. */
    public static List<Output> of(Scope scope, Operand queue, Operand n) {
        return of(scope, queue, n, Queues.types(queue));
    }

    /** The form whose handle is a reference to a string. */
    @OpDef(
            inputs = {"handle: Ref(string)", "n: int32"},
            outputs = "components: component_types",
            attrs = {"component_types: list(type) >= 1", "timeout_ms: int = -1"})
    record QueueDequeueMany(List<DType> componentTypes, long timeoutMs) implements Superseded {
        @Override
        public Op successor() {
            return new QueueDequeueManyV2(componentTypes, timeoutMs);
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Queues.refuseTimeout(c, timeoutMs);
        Tensor n = c.peek(1);
        Shape count = Shape.of(n == null ? -1 : n.longValue());
        return Queues.shapes(c, componentTypes).stream().map(count::concat).toList();
    }

    @Override
    public boolean canFail() {
        return true;
    }

    @Override
    public Kernel kernel(KernelContext c) {
        return Queues.dequeueMany(c, componentTypes, false);
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
                Sample.refused(
                        "requested -1 elements; it has to be 0 or more",
                        new QueueDequeueManyV2(types, -1),
                        Queues.filled(false, (Object) a),
                        -1),
                Sample.rough(new QueueDequeueManyV2(types, -1), Queues.filled(false, a, b), 2)
                        .gives(new float[] {1, 2}, new String[] {"a", "b"}),
                Sample.refused(
                        "is closed and has insufficient elements (requested 3, current size 2)",
                        new QueueDequeueManyV2(types, -1),
                        Queues.filled(true, a, b),
                        3));
    }
}
