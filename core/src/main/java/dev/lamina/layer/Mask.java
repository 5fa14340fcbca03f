package dev.lamina.layer;

import dev.lamina.graph.Graph;
import dev.lamina.graph.Output;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which steps of a sequence count: a bool of shape [examples, steps] that travels with the sequence, as Keras's masks do. {@code
 * Embedding} and {@code Masking} make one, recurrent and attention layers heed it, and layers that {@linkplain Layer#passesMask
 * pass masks on} hand it to what comes behind them.
 *
 * @param sequence the sequence, of shape [examples, steps, …]
 * @param steps true where a step counts
 */
public record Mask(Output sequence, Output steps) {
    private static final String COLLECTION = "masks";

    /** The mask that travels with a sequence, or {@code null} if all steps count. */
    public static @Nullable Output of(Output sequence) {
        List<Object> all = sequence.node().graph().collection(COLLECTION);
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i) instanceof Mask mask && mask.sequence.equals(sequence)) {
                return mask.steps;
            }
        }
        return null;
    }

    /** Gives a sequence a mask. */
    public static void give(Output sequence, Output steps) {
        Graph graph = sequence.node().graph();
        graph.addToCollection(COLLECTION, new Mask(sequence, steps));
    }

    /** What a layer that {@linkplain Layer#passesMask passes masks on} made of its input gets that one's mask, unless it has its own. */
    public static void pass(Layer layer, Output input, Output result) {
        Output steps = layer.passesMask() ? of(input) : null;
        if (steps != null && of(result) == null) {
            give(result, steps);
        }
    }
}
