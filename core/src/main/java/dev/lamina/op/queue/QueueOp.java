package dev.lamina.op.queue;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;
import java.util.function.Supplier;

/** An operation that gives the handle of a queue. */
interface QueueOp extends Op {
    /** The types of an element's components. */
    List<DType> componentTypes();

    /** Their shapes; empty if they are of any. */
    List<Shape> shapes();

    /** How many elements it may have; below 1 for any number. */
    long capacity();

    /** The name under which nodes share it; the node's own if empty. */
    String sharedName();

    @Override
    default List<Shape> shapes(ShapeContext c) {
        if (!shapes().isEmpty() && shapes().size() != componentTypes().size()) {
            throw c.error("has " + componentTypes().size() + " component types, but " + shapes().size() + " shapes");
        }
        return List.of(Shape.scalar());
    }

    /** The kernel of such an operation: the session's queue of that name. */
    default Kernel kernel(KernelContext c, Supplier<Choice> choice) {
        TensorQueue wanted = new TensorQueue(c.nodeName(), this, choice.get());
        TensorQueue queue = c.resource(sharedName(), TensorQueue.class, () -> wanted);
        if (!queue.isLike(wanted)) {
            throw c.error("the session has another queue of the name '" + sharedName() + "'");
        }
        return (inputs, outputs) -> outputs[0].objects()[0] = queue;
    }

    /** Where in a queue the element stands that is taken next. */
    interface Choice {
        /** Its place among so many. */
        int next(int size);

        /** How many elements have to stay as long as the queue is not closed. */
        int reserve();
    }

    /** The choice of a queue whose first element is the next. */
    Choice FIRST = new Choice() {
        @Override
        public int next(int size) {
            return 0;
        }

        @Override
        public int reserve() {
            return 0;
        }
    };
}
