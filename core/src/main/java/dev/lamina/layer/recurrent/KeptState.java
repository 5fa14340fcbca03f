package dev.lamina.layer.recurrent;

import dev.lamina.graph.Graph;
import dev.lamina.graph.Output;
import dev.lamina.graph.Variable;
import java.util.List;

/**
 * A state of a stateful layer where it is used: a run that is fed {@code before} begins with it, one that is not with what training has
 * kept; {@code after} is how the run ends. So who feeds one run what the last one gave goes on where that ended, and changes no variable.
 *
 * @param variable what training keeps, of shape [examples, units]
 * @param before the state that a run begins with, to be fed
 * @param after the state that it ends with, to be fetched
 */
public record KeptState(Variable variable, Output before, Output after) {
    private static final String COLLECTION = "recurrent_states";

    void register() {
        after.node().graph().addToCollection(COLLECTION, this);
    }

    /** Those of all stateful layers of a graph, in the order in which they were applied for use. */
    public static List<KeptState> of(Graph graph) {
        return graph.collection(COLLECTION).stream().map(KeptState.class::cast).toList();
    }
}
