package dev.lamina.session;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Fetch;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Operand;
import dev.lamina.graph.Output;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks what a run is asked for before anything is compiled. */
final class Requests {
    private Requests() {}

    static void check(Graph graph, List<? extends Fetch> fetches, FedShape[] feeds) {
        Set<Output> fed = new HashSet<>();
        for (FedShape feed : feeds) {
            Output target = feed.target();
            requireGraph(graph, target.node());
            if (!fed.add(target)) {
                throw new InvalidArgumentException("Tensor '" + target.name() + "' is fed twice.");
            }
            check(feed);
        }
        for (Fetch fetch : fetches) {
            if (fetch instanceof Operand operand) {
                Output output = operand.asOutput();
                requireGraph(graph, output.node());
                if (fed.contains(output)) {
                    throw new InvalidArgumentException("Tensor " + output.name() + " was both fed and fetched.");
                }
            } else if (fetch instanceof Node node) {
                requireGraph(graph, node);
            } else {
                throw new InvalidArgumentException("fetch an operand or a node, not " + fetch);
            }
        }
    }

    private static void requireGraph(Graph graph, Node node) {
        if (node.graph() != graph) {
            throw new InvalidArgumentException(
                    node.describe() + " is not an element of the graph that this session runs",
                    "make the session for the graph in which you built it");
        }
    }

    private static void check(FedShape value) {
        Output target = value.target();
        if (value.dtype() != target.dtype()) {
            throw new InvalidArgumentException(
                            "Cannot feed value of type " + value.dtype() + " for Tensor '" + target.name()
                                    + "', which has type " + target.dtype(),
                            "convert it: Tensor.of(value, DType."
                                    + target.dtype().name() + ")")
                    .at(target.node().describe());
        }
        if (!value.shape().isFullyDefined()) {
            throw new InvalidArgumentException(
                            "The shape " + value.shape() + " of what is fed for Tensor '" + target.name()
                                    + "' leaves sizes open",
                            "say all of them")
                    .at(target.node().describe());
        }
        if (!value.shape().isCompatibleWith(target.shape())) {
            throw new InvalidArgumentException("Cannot feed value of shape " + value.shape() + " for Tensor '"
                            + target.name() + "', which has shape " + target.shape())
                    .at(target.node().describe());
        }
    }
}
