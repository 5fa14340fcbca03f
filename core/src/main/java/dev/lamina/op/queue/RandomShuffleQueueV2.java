package dev.lamina.op.queue;

import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
import dev.lamina.graph.ShapeContext;
import dev.lamina.graph.Superseded;
import dev.lamina.op.kernel.Seeds;
import dev.lamina.tensor.DType;
import dev.lamina.tensor.Shape;
import java.util.List;

/**
 * A queue of which any element is taken next, by chance.
 *
 * @param componentTypes the types of an element's components
 * @param shapes their shapes, all fully defined; empty if they are of any
 * @param capacity how many elements it may have; below 0 for any number
 * @param minAfterDequeue how many elements have to stay, so that there is something to choose from, until the queue is closed; below the capacity
 * @param seed with {@code seed2} the seed; with both 0 the choice differs each time
 * @param seed2 the other half of it
 * @param container kept for TensorFlow; a session has one container
 * @param sharedName the name under which nodes share a queue; the node's own if empty
 */
@OpDef(
        outputs = "handle: resource",
        attrs = {
            "component_types: list(type) >= 1",
            "shapes: list(shape) >= 0 = []",
            "capacity: int = -1",
            "min_after_dequeue: int = 0",
            "seed: int = 0",
            "seed2: int = 0",
            "container: string = ''",
            "shared_name: string = ''"
        },
        stateful = true)
public record RandomShuffleQueueV2(
        List<DType> componentTypes,
        List<Shape> shapes,
        long capacity,
        long minAfterDequeue,
        long seed,
        long seed2,
        String container,
        String sharedName)
        implements QueueOp {
    /** Adds a queue of its own. */
    public static Output of(
            Scope scope, List<DType> componentTypes, List<Shape> shapes, long capacity, long minAfterDequeue) {
        Scope named = scope.reserve("RandomShuffleQueueV2");
        Seeds seeds = Seeds.of(named, null);
        return named.output(new RandomShuffleQueueV2(
                componentTypes, shapes, capacity, minAfterDequeue, seeds.seed(), seeds.seed2(), "", ""));
    }

    /** The form whose handle is a reference to a string. */
    @OpDef(
            outputs = "handle: Ref(string)",
            attrs = {
                "component_types: list(type) >= 1",
                "shapes: list(shape) >= 0 = []",
                "capacity: int = -1",
                "min_after_dequeue: int = 0",
                "seed: int = 0",
                "seed2: int = 0",
                "container: string = ''",
                "shared_name: string = ''"
            })
    record RandomShuffleQueue(
            List<DType> componentTypes,
            List<Shape> shapes,
            long capacity,
            long minAfterDequeue,
            long seed,
            long seed2,
            String container,
            String sharedName)
            implements Superseded {
        @Override
        public Op successor() {
            return new RandomShuffleQueueV2(
                    componentTypes, shapes, capacity, minAfterDequeue, seed, seed2, container, sharedName);
        }
    }

    @Override
    public List<Shape> shapes(ShapeContext c) {
        if (minAfterDequeue < 0) {
            throw c.error("min_after_dequeue " + minAfterDequeue + " must be >= 0");
        }
        long most = capacity < 0 ? Integer.MAX_VALUE : capacity;
        if (minAfterDequeue >= most) {
            throw c.error("min_after_dequeue " + minAfterDequeue + " must be < capacity " + most);
        }
        return QueueOp.super.shapes(c);
    }

    static List<Sample> samples() {
        List<DType> types = List.of(DType.FLOAT32);
        return List.of(
                Sample.refused(
                        "min_after_dequeue -1 must be >= 0",
                        new RandomShuffleQueueV2(types, List.of(), 5, -1, 0, 0, "", "")),
                Sample.refused(
                        "min_after_dequeue 5 must be < capacity 5",
                        new RandomShuffleQueueV2(types, List.of(), 5, 5, 0, 0, "", "")),
                Sample.refused(
                        "min_after_dequeue 0 must be < capacity 0",
                        new RandomShuffleQueueV2(types, List.of(), 0, 0, 0, 0, "", "")),
                Sample.refused(
                        "min_after_dequeue 2147483647 must be < capacity 2147483647",
                        new RandomShuffleQueueV2(types, List.of(), -1, Integer.MAX_VALUE, 0, 0, "", "")));
    }
}
