package dev.lamina.tensorflow.checkpoint;

import dev.lamina.graph.Node;
import dev.lamina.graph.Variable;
import dev.lamina.graph.VariableOp;

/** The name under which a session holds a variable. */
public final class SessionNames {
    private SessionNames() {}

    public static String of(Variable variable) {
        Node node = variable.ref().node();
        return node.op() instanceof VariableOp op && !op.sharedName().isEmpty() ? op.sharedName() : node.name();
    }
}
