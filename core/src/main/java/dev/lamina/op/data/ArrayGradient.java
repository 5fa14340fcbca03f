package dev.lamina.op.data;

import dev.lamina.graph.GradientContext;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.Output;
import dev.lamina.op.flow.Identity;
import java.util.List;

/** The array of gradients that belongs to a TensorArray, where the gradients of its operations are built. */
final class ArrayGradient {
    /** The handle of the array of gradients. */
    final Output handle;

    /** Comes after all that was written to the array itself. */
    final Output flow;

    private ArrayGradient(Output handle, Output flow) {
        this.handle = handle;
        this.flow = flow;
    }

    /**
     * Adds the array of gradients of the array that a node takes as its first input.
     *
     * @param flow what it waits for
     */
    static ArrayGradient of(GradientContext c, Output flow) {
        if (!isOfThisGraph(c.input(0))) {
            // The other half of the gradient would be built where the array is, and not find this one.
            throw c.notDifferentiable();
        }
        Op op = new TensorArrayGradV3(c.pass());
        List<Output> outputs = c.scope().node(op, List.of(c.input(0), flow)).outputs();
        return new ArrayGradient(outputs.get(0), outputs.get(1));
    }

    private static boolean isOfThisGraph(Output handle) {
        Node node = handle.node();
        while (node.op() instanceof Identity || node.op() instanceof TensorArrayGradV3) {
            node = node.input(0).node();
        }
        return node.op() instanceof TensorArrayV3;
    }
}
