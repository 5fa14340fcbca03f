package dev.lamina.op.flow;

import dev.lamina.graph.FunctionBody;
import dev.lamina.graph.Graph;
import dev.lamina.graph.NeededNodes;
import dev.lamina.graph.Node;
import dev.lamina.graph.Output;
import dev.lamina.graph.VariableOp;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The body of a function once more, in a graph that is not frozen: what is built for its gradient may have its nodes do more. */
final class BodyCopy {
    private final FunctionBody body;
    private final Graph graph;
    private final Map<Node, Node> copies = new HashMap<>();

    BodyCopy(FunctionBody body) {
        this.body = body;
        graph = body.graph().body(null);
        List<Node> nodes = body.graph().nodes();
        nodes.forEach(node -> graph.claim(node.name()));
        NeededNodes.of(nodes, Set.of()).forEach(this::copy);
        for (Node node : nodes) {
            for (int i = 0; i < node.inputs().size(); i++) {
                if (node.input(i).node().op().isOfNextIteration()) {
                    graph.addBackEdge(copyOf(node), i, copyOf(node.input(i)));
                }
            }
        }
    }

    private void copy(Node node) {
        List<Output> inputs = node.inputs().stream()
                .filter(input -> !input.node().op().isOfNextIteration())
                .map(this::copyOf)
                .toList();
        List<Node> controls = node.controlInputs().stream().map(this::copyOf).toList();
        Node copy = graph.addClaimed(node.op(), node.name(), inputs, controls, node.source(), node.annotations());
        copies.put(node, copy);
        for (Output output : node.outputs()) {
            VariableOp variable = body.graph().handle(output);
            if (variable != null) {
                graph.setHandle(copy.output(output.index()), variable);
            }
        }
    }

    private Node copyOf(Node node) {
        return Objects.requireNonNull(copies.get(node), node.name());
    }

    private Output copyOf(Output output) {
        return copyOf(output.node()).output(output.index());
    }

    Graph graph() {
        return graph;
    }

    List<Output> parameters() {
        return body.parameters().stream().map(this::copyOf).toList();
    }

    List<Output> results() {
        return body.results().stream().map(this::copyOf).toList();
    }

    List<Node> controlResults() {
        return body.controlResults().stream().map(this::copyOf).toList();
    }
}
