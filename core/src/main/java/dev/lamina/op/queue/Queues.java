package dev.lamina.op.queue;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.ShapedByKernel;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Identity;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import dev.lamina.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Queues for samples, and what their operations have in common. */
final class Queues {
    private static final List<DType> TYPES = List.of(DType.FLOAT32, DType.STRING);

    private Queues() {}

    /** What all operations that may wait refuse. */
    static void refuseTimeout(ShapeContext c, long timeoutMs) {
        if (timeoutMs != -1) {
            throw c.error("Timeout not supported yet: timeout_ms has to be -1, not " + timeoutMs);
        }
    }

    /** The types of the components of a queue whose handle this is. */
    static List<DType> types(Operand queue) {
        if (queue.asOutput().node().op() instanceof QueueOp op) {
            return op.componentTypes();
        }
        throw new InvalidArgumentException(
                queue.asOutput().name() + " is not what a queue of this graph gives",
                "name the types of the components");
    }

    /** The shapes of the components of the queue behind an input, where that is known; unknown ones else. */
    static List<Shape> shapes(ShapeContext c, List<DType> types) {
        return c.producer(0) instanceof QueueOp queue && queue.shapes().size() == types.size()
                ? queue.shapes()
                : Collections.nCopies(types.size(), Shape.unknown());
    }

    /** The kernel of what takes several elements out, each component as one tensor; the second input tells how many. */
    static Kernel dequeueMany(KernelContext c, List<DType> types, boolean orLess) {
        return (inputs, outputs) -> {
            TensorQueue queue = TensorQueue.in(c, inputs[0]);
            queue.check(c, types, Collections.nCopies(types.size(), Shape.unknown()));
            queue.requireShapes(c);
            int n = inputs[1].ints()[0];
            if (n < 0) {
                throw c.error("requested " + n + " elements; it has to be 0 or more");
            }
            List<List<Tensor>> elements = queue.dequeue(c, n, orLess);
            for (int i = 0; i < outputs.length; i++) {
                ShapedByKernel.give(outputs[i], queue.stack(elements, i));
            }
        };
    }

    /** A queue of a float32 and a string, with elements. */
    static Sample.Handle filled(boolean isClosed, Object... elements) {
        return of(
                scope -> FIFOQueueV2.of(scope, TYPES, List.of(Shape.scalar(), Shape.scalar()), 3), isClosed, elements);
    }

    /** A queue with elements, each an array of its components. */
    static Sample.Handle of(Sample.Handle queue, boolean isClosed, Object... elements) {
        return scope -> {
            Output handle = queue.build(scope);
            Scope next = scope;
            for (Object element : elements) {
                List<Output> components = new ArrayList<>();
                for (Object component : (Object[]) element) {
                    components.add(Const.of(scope, component));
                }
                next = scope.after(List.of(QueueEnqueueV2.of(next, handle, components)));
            }
            if (isClosed) {
                next = scope.after(List.of(QueueCloseV2.of(next, handle, false)));
            }
            return Identity.of(next, handle);
        };
    }
}
