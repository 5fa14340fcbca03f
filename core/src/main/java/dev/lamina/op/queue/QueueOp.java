package dev.lamina.op.queue;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.ShapeContext;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/** An operation that gives the handle of a queue. */
interface QueueOp extends Op {
    /** The types of an element's components. */
    List<DType> componentTypes();

    /** Their shapes; empty if they are of any. */
    List<Shape> shapes();

    /** How many elements it may have; below 0 for any number. */
    long capacity();

    /** The name under which nodes share it; the node's own if empty. */
    String sharedName();

    /** Whether several elements that are taken as one tensor are filled up with zeros where their shapes differ. */
    default boolean pads() {
        return false;
    }

    /** How many elements have to stay as long as the queue is not closed. */
    default long minAfterDequeue() {
        return 0;
    }

    @Override
    default List<Shape> shapes(ShapeContext c) {
        if (!shapes().isEmpty() && shapes().size() != componentTypes().size()) {
            throw c.error("has " + componentTypes().size() + " component types, but " + shapes().size() + " shapes");
        }
        for (Shape shape : shapes()) {
            if (!pads() && !shape.isFullyDefined()) {
                throw c.error("shape " + shape + " must be fully defined: a PaddingFIFOQueueV2 takes others");
            }
        }
        if (capacity() != (int) capacity()) {
            throw c.error("Attr capacity has value " + capacity() + " out of range for an int32");
        }
        return List.of(Shape.scalar());
    }

    /** The session's queue of that name. */
    @Override
    default Kernel kernel(KernelContext c) {
        TensorQueue wanted = new TensorQueue(c.nodeName(), this);
        TensorQueue queue = c.resource(sharedName(), TensorQueue.class, () -> wanted);
        if (!queue.isLike(wanted)) {
            throw c.error("the session has another queue of the name '" + sharedName() + "'");
        }
        return (inputs, outputs) -> outputs[0].objects()[0] = queue;
    }
}
