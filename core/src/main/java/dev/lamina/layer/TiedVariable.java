package dev.lamina.layer;

import dev.lamina.graph.Graph;
import dev.lamina.graph.Variable;
import org.jspecify.annotations.Nullable;

/** The variable that parameters of one name are tied to. */
record TiedVariable(String by, Variable variable) {
    /** The graph's collection of them. */
    static final String COLLECTION = "tied_variables";

    /** The variable of a name, if there is one yet. */
    static @Nullable Variable of(Graph graph, String by) {
        for (Object member : graph.collection(COLLECTION)) {
            if (member instanceof TiedVariable tied && tied.by.equals(by)) {
                return tied.variable;
            }
        }
        return null;
    }
}
