package dev.lamina.op.queue;

import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.Superseded;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * A queue whose first element is taken first. Where several elements are taken as one tensor, those that are shorter along an
 * axis of unknown length are filled up with zeros.
 *
 * @param componentTypes the types of an element's components
 * @param shapes the shape of each, with -1 where an axis may be of any length
 * @param capacity how many elements it may have; below 0 for any number
 * @param container kept for TensorFlow; a session has one container
 * @param sharedName the name under which nodes share a queue; the node's own if empty
 */
@OpDef(
        outputs = "handle: resource",
        attrs = {
            "component_types: list(type) >= 1",
            "shapes: list(shape) >= 0 = []",
            "capacity: int = -1",
            "container: string = ''",
            "shared_name: string = ''"
        },
        stateful = true)
public record PaddingFIFOQueueV2(
        List<DType> componentTypes, List<Shape> shapes, long capacity, String container, String sharedName)
        implements QueueOp {
    /** Adds a queue of its own. */
    public static Output of(Scope scope, List<DType> componentTypes, List<Shape> shapes, long capacity) {
        return scope.output(new PaddingFIFOQueueV2(componentTypes, shapes, capacity, "", ""));
    }

    /** The form whose handle is a reference to a string. */
    @OpDef(
            outputs = "handle: Ref(string)",
            attrs = {
                "component_types: list(type) >= 1",
                "shapes: list(shape) >= 0 = []",
                "capacity: int = -1",
                "container: string = ''",
                "shared_name: string = ''"
            })
    record PaddingFIFOQueue(
            List<DType> componentTypes, List<Shape> shapes, long capacity, String container, String sharedName)
            implements Superseded {
        @Override
        public Op successor() {
            return new PaddingFIFOQueueV2(componentTypes, shapes, capacity, container, sharedName);
        }
    }

    @Override
    public boolean pads() {
        return true;
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        if (shapes.size() != componentTypes.size()) {
            throw c.error("Shapes must be provided for all components, but received " + componentTypes.size()
                    + " dtypes and " + shapes.size() + " shapes.");
        }
        for (Shape shape : shapes) {
            if (!shape.hasRank()) {
                throw c.error("shape " + shape + " must have known rank.");
            }
        }
        return QueueOp.super.shapes(c);
    }

    static List<Sample> samples() {
        List<DType> types = List.of(DType.FLOAT32);
        return List.of(
                Sample.refused(
                        "Shapes must be provided for all components, but received 1 dtypes and 0 shapes.",
                        new PaddingFIFOQueueV2(types, List.of(), 1, "", "")),
                Sample.refused(
                        "must have known rank.", new PaddingFIFOQueueV2(types, List.of(Shape.unknown()), 1, "", "")));
    }
}
