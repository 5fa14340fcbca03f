package dev.lamina.tensorflow.graph;

import dev.lamina.error.InvalidArgumentException;
import dev.lamina.graph.Graph;
import dev.lamina.graph.Node;
import dev.lamina.graph.Op;
import dev.lamina.graph.Output;
import dev.lamina.graph.VariableOp;
import dev.lamina.op.flow.Const;
import dev.lamina.op.flow.Identity;
import dev.lamina.op.state.ReadVariableOp;
import dev.lamina.session.Session;
import dev.lamina.tensor.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Makes a graph without variables of one with: their values become constants. */
public final class Freezing {
    private final Graph frozen = new Graph();
    private final Map<Node, Node> copies = new HashMap<>();
    private final Map<String, Tensor> values;

    private Freezing(Map<String, Tensor> values) {
        this.values = values;
    }

    public static Graph of(Session session, Collection<? extends Output> outputs) {
        Collection<Node> needed = needed(outputs);
        List<String> variables = needed.stream()
                .filter(node -> node.op() instanceof VariableOp)
                .map(VariableDefs::nameOf)
                .distinct()
                .toList();
        Freezing freezing = new Freezing(session.variables(variables));
        needed.forEach(node -> freezing.frozen.claim(node.name()));
        needed.forEach(freezing::copy);
        return freezing.frozen;
    }

    /** What the outputs need, in the order of building. */
    private static Collection<Node> needed(Collection<? extends Output> outputs) {
        TreeMap<Integer, Node> needed = new TreeMap<>();
        Deque<Node> open = new ArrayDeque<>();
        outputs.forEach(output -> open.push(output.node()));
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (needed.put(node.id(), node) == null) {
                node.inputs().forEach(input -> open.push(input.node()));
                node.controlInputs().forEach(open::push);
            }
        }
        return needed.values();
    }

    private void copy(Node node) {
        Op op = node.op();
        if (op instanceof VariableOp) {
            Tensor value = Objects.requireNonNull(values.get(VariableDefs.nameOf(node)));
            op = new Const(value, value.dtype());
        } else if (op instanceof ReadVariableOp) {
            op = new Identity();
        } else {
            requireNoWrite(node);
        }
        List<Output> inputs = new ArrayList<>();
        for (Output input : node.inputs()) {
            inputs.add(copyOf(input.node()).output(input.index()));
        }
        List<Node> controls = node.controlInputs().stream().map(this::copyOf).toList();
        copies.put(node, frozen.addClaimed(op, node.name(), inputs, controls, node.source(), node.annotations()));
    }

    private Node copyOf(Node node) {
        return Objects.requireNonNull(copies.get(node));
    }

    private static void requireNoWrite(Node node) {
        for (Output input : node.inputs()) {
            boolean isVariable = input.node().op() instanceof VariableOp;
            if (isVariable && node.signature().isStateful()) {
                throw new InvalidArgumentException(
                        node.describe() + " changes or asks for variable '"
                                + input.node().name() + "', so what depends on it cannot be frozen",
                        "freeze outputs that are computed from variables' values alone");
            }
        }
    }
}
