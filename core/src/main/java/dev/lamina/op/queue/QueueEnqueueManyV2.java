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
import dev.lamina.op.kernel.TensorRows;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts the rows of tensors into a queue, each as soon as there is room: components that are as many.
 *
 * <p>Errors: components of other types, rows of other shapes than the queue's, or not as many of each; {@code Cancelled} if the
 * queue is closed, or the session while it waits.
 *
 * @param timeoutMs -1, as TensorFlow takes no other
 */
@OpDef(
        inputs = {"handle: resource", "components: Tcomponents"},
        attrs = {"Tcomponents: list(type) >= 1", "timeout_ms: int = -1"},
        stateful = true)
public record QueueEnqueueManyV2(long timeoutMs) implements Op {
    /** Adds the operation. */
    public static Node of(Scope scope, Operand queue, List<? extends Operand> components) {
        List<Operand> inputs = new ArrayList<>(List.of(queue));
        inputs.addAll(components);
        return scope.node(new QueueEnqueueManyV2(-1), inputs);
    }

    /** The form whose handle is a reference to a string. */
    @OpDef(
            inputs = {"handle: Ref(string)", "components: Tcomponents"},
            attrs = {"Tcomponents: list(type) >= 1", "timeout_ms: int = -1"})
    record QueueEnqueueMany(long timeoutMs) implements Superseded {
        @Override
        public Op successor() {
            return new QueueEnqueueManyV2(timeoutMs);
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        Queues.refuseTimeout(c, timeoutMs);
        Shape count = Shape.unknown(1);
        for (int i = 1; i < c.inputs(); i++) {
            Shape shape = c.shape(i);
            if (shape.hasRank() && shape.rank() == 0) {
                throw c.error("the components must be vectors at least, each row an element's");
            }
            Shape own = shape.hasRank() ? shape.slice(0, 1) : Shape.unknown(1);
            if (!own.isCompatibleWith(count)) {
                throw c.error("All input tensors must have the same size in the 0th dimension. Component " + (i - 1)
                        + " has " + own.dim(0) + ", and should have " + count.dim(0));
            }
            count = count.merge(own);
        }
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
        List<Shape> rows = IntStream.range(1, c.inputs())
                .mapToObj(i -> c.inputShape(i).slice(1, c.inputShape(i).rank()))
                .toList();
        int count = (int) c.inputShape(1).dim(0);
        return (inputs, outputs) -> {
            TensorQueue queue = TensorQueue.in(c, inputs[0]);
            queue.check(c, types, rows);
            List<List<Tensor>> elements = new ArrayList<>();
            for (int row = 0; row < count; row++) {
                List<Tensor> element = new ArrayList<>();
                for (int i = 1; i < inputs.length; i++) {
                    element.add(TensorRows.row(inputs[i], row));
                }
                elements.add(element);
            }
            queue.enqueue(c, elements);
        };
    }

    static List<Sample> samples() {
        return List.of(
                Sample.rough(
                        new QueueEnqueueManyV2(-1), Queues.filled(false), new float[] {1, 2}, new String[] {"a", "b"}),
                Sample.refused(
                        "Component 1 has 1, and should have 2",
                        new QueueEnqueueManyV2(-1),
                        Queues.filled(false),
                        new float[] {1, 2},
                        new String[] {"a"}),
                Sample.refused(
                        "is closed.",
                        new QueueEnqueueManyV2(-1),
                        Queues.filled(true),
                        new float[] {1, 2},
                        new String[] {"a", "b"}));
    }
}
