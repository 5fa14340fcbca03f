package dev.lamina.train;

import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.Scope;
import dev.lamina.graph.Variable;
import dev.lamina.op.flow.Identity;
import dev.lamina.op.state.Assign;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A variable of a graph and what it has to be after each step. */
record Constrained(Variable variable, Constraint constraint) {
    /** The variable's constraint, if it has one. */
    static @Nullable Constraint of(Variable variable) {
        for (Object member : variable.ref().node().graph().collection(Constraint.COLLECTION)) {
            if (member instanceof Constrained each && each.variable.equals(variable)) {
                return each.constraint;
            }
        }
        return null;
    }

    /** Adds what the variable's constraint does after its update, and gives the operation that ends both. */
    static Node after(Scope own, Variable variable, Node update) {
        Constraint constraint = of(variable);
        if (constraint == null) {
            return update;
        }
        Scope after = own.after(List.of(update)).nested("constraint");
        Output updated = Identity.of(after.named("updated"), variable.ref());
        return Assign.of(after, variable.ref(), constraint.of(after, updated));
    }
}
