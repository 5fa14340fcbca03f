package dev.lamina;

import dev.lamina.graph.FunctionBody;
import dev.lamina.graph.FunctionReference;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op.Access;
import dev.lamina.graph.Output;
import dev.lamina.graph.RegionOp;
import dev.lamina.graph.Scope;
import dev.lamina.op.Operations;
import dev.lamina.op.flow.FunctionBuilder;
import dev.lamina.tensor.DType;
import java.util.List;

/**
 * A function that a lambda has built and that is in the graph.
 *
 * @param isStateful whether running it twice is not the same as running it once
 */
record Built(FunctionReference reference, boolean isStateful) {
    /**
     * Adds a function.
     *
     * @param name in the scope; made unique
     * @param inputs what of the graph around it it takes after its parameters
     */
    static Built of(Scope scope, String name, FunctionBuilder builder, List<Output> inputs, List<Output> results) {
        List<Node> effects =
                builder.graph().nodes().stream().filter(Built::hasEffects).toList();
        FunctionBody body = builder.body(inputs, results, effects);
        String wanted = scope.prefix().replace('/', '_') + name;
        Operations.requireNoOperation(wanted);
        FunctionReference reference = scope.graph().functions().add(wanted, body);
        return new Built(reference, body.isStateful());
    }

    /** What runs although no result needs it: what changes a variable, and what gives nothing. */
    private static boolean hasEffects(Node node) {
        if (!node.signature().isStateful()) {
            return false;
        }
        if (node.outputCount() == 0 || node.op() instanceof RegionOp) {
            return true;
        }
        for (int i = 0; i < node.inputs().size(); i++) {
            Output input = node.input(i);
            Access access = input.dtype() == DType.RESOURCE || input.node().isReference(input.index())
                    ? node.op().access(i)
                    : Access.NONE;
            if (node.isReference(0) && access != Access.READ && access != Access.NONE) {
                return true;
            }
        }
        return false;
    }
}
