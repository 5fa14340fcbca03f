package dev.lamina.op.queue;

import dev.lamina.graph.Kernel;
import dev.lamina.graph.KernelContext;
import dev.lamina.graph.Op;
import dev.lamina.graph.OpDef;
import dev.lamina.graph.Output;
import dev.lamina.graph.Sample;
import dev.lamina.graph.Scope;
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
 * @param capacity how many elements it may have; below 1 for any number
 * @param minAfterDequeue how many elements have to stay, so that there is something to choose from, until the queue is closed
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
    public Kernel kernel(KernelContext c) {
        return kernel(c, () -> new Shuffled(minAfterDequeue, seed, seed2));
    }

    static List<Sample> samples() {
        return List.of();
    }
}
