package dev.lamina.compiler.region;

import dev.lamina.error.UnimplementedException;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.op.flow.LoopOp;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows the handles of variables through what may give one or another. */
final class Handles {
    private Handles() {}

    /** The variable of a handle that a branch or a loop gives: one and the same, whatever runs. */
    static @Nullable VariableCell shared(Node node, Output output, List<Region> regions) {
        Region last = regions.getLast(); // of a loop the body, which is given what it gives
        Value result = last.results().get(output.index());
        VariableCell variable = result == null ? null : last.variable(result);
        if (node.op() instanceof LoopOp) {
            Value parameter = last.parameters().get(output.index());
            if (last.variable(parameter) != variable) {
                throw changing(node, output);
            }
            return variable;
        }
        for (Region region : regions) {
            Value other = region.results().get(output.index());
            if (other == null || region.variable(other) != variable) {
                throw changing(node, output);
            }
        }
        return variable;
    }

    static UnimplementedException changing(Node node, Output output) {
        return new UnimplementedException(
                "'" + output.name() + "' of " + node.describe()
                        + " is now the handle of one variable, now of another, which Lamina cannot run",
                "read the variables within the functions and give their values");
    }
}
