package dev.lamina.graph;

import java.util.List;

/**
 * What a function computes: a graph of its own, which is frozen, and names the functions of the graph that the function is
 * of.
 *
 * <p>Whoever runs it gives each parameter a value in place of the node that stands for it, then runs what the results and the
 * control results need. A node keeps its name, so that of two uses of a function each has random numbers and variables
 * of its own only if the names of the uses are put before: {@code call/dropout/random_uniform}.
 *
 * @param graph the nodes
 * @param parameters the outputs that stand for what the function is given, each the only one of its node: in order
 * @param results what the function gives: nodes of the graph or parameters, one of them maybe several times
 * @param controlResults the nodes that run although no result needs them, as those that change variables do
 */
public record FunctionBody(Graph graph, List<Output> parameters, List<Output> results, List<Node> controlResults) {
    /** Copies the lists, and freezes the graph. */
    public FunctionBody {
        parameters = List.copyOf(parameters);
        results = List.copyOf(results);
        controlResults = List.copyOf(controlResults);
        graph.freeze();
    }

    /** Says whether running it twice is not the same as running it once, by any of its nodes. */
    public boolean isStateful() {
        return graph.nodes().stream().anyMatch(node -> node.signature().isStateful());
    }
}
