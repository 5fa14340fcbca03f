package dev.lamina.train;

import dev.lamina.graph.Graph;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.flow.Const;
import dev.lamina.op.state.VariableV2;

/** The variable that counts the steps of training, by which schedules go: TensorFlow's {@code global_step}. */
public final class GlobalStep {
    /** The graph's collection that holds it, and its name, as TensorFlow names them. */
    public static final String NAME = "global_step";

    private GlobalStep() {}

    /** A graph's, an int64 scalar that begins at 0; made if it is not there yet. */
    public static Variable of(Graph graph) {
        return graph.collection(NAME).stream()
                .filter(Variable.class::isInstance)
                .map(Variable.class::cast)
                .findFirst()
                .orElseGet(() -> make(graph));
    }

    private static Variable make(Graph graph) {
        Variable step = VariableV2.variable(
                Scope.of(graph).named(NAME),
                own -> Const.of(own.nested("Initializer").named("zeros"), 0L),
                false);
        graph.addToCollection(NAME, step);
        return step;
    }
}
