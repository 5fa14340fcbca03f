package dev.lamina.op.queue;

import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Superseded;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * A queue whose first element is taken first.
 *
 * @param componentTypes the types of an element's components
 * @param shapes their shapes, all fully defined; empty if they are of any
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
public record FIFOQueueV2(
        List<DType> componentTypes, List<Shape> shapes, long capacity, String container, String sharedName)
        implements QueueOp {
    /** Adds a queue of its own. */
    public static Output of(Scope scope, List<DType> componentTypes, List<Shape> shapes, long capacity) {
        return scope.output(new FIFOQueueV2(componentTypes, shapes, capacity, "", ""));
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
    record FIFOQueue(List<DType> componentTypes, List<Shape> shapes, long capacity, String container, String sharedName)
            implements Superseded {
        @Override
        public Op successor() {
            return new FIFOQueueV2(componentTypes, shapes, capacity, container, sharedName);
        }
    }

    static List<Sample> samples() {
        return List.of(
                Sample.refused(
                        "shape [?] must be fully defined",
                        new FIFOQueueV2(List.of(DType.FLOAT32), List.of(Shape.of(-1)), 1, "", "")),
                Sample.refused(
                        "has 1 component types, but 2 shapes",
                        new FIFOQueueV2(List.of(DType.FLOAT32), List.of(Shape.of(1), Shape.of(2)), 1, "", "")),
                Sample.refused(
                        "Attr capacity has value 2147483648 out of range for an int32",
                        new FIFOQueueV2(List.of(DType.FLOAT32), List.of(), 1L << 31, "", "")));
    }
}
